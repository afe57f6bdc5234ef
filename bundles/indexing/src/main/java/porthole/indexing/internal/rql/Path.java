// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.rql;

import java.util.List;
import java.util.stream.Collectors;

/** The way to a value in a document, as in {@code lines[].product.name}; at least one step. */
public record Path(List<Step> steps) implements Expression {

  /**
   * From a value to one of its properties.
   *
   * @param name of the property, without quotes
   * @param each whether it holds an array, each of whose elements is meant
   */
  public record Step(String name, boolean each) {

    @Override
    public String toString() {
      return each ? name + "[]" : name;
    }
  }

  /** Copies the steps. */
  public Path {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("A path needs a step.");
    }
  }

  static Path of(String name) {
    return new Path(List.of(new Step(name, false)));
  }

  /** With dots, as in a query, but without quotes. */
  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining("."));
  }
}
