// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.auto;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import porthole.indexing.api.AutoIndexSource.Arrays;

/**
 * A value that documents are put together by.
 *
 * @param path names of properties with dots between; {@code []} behind one that holds an array,
 *     each of whose elements is meant
 * @param whole whether all its values are one key, not each
 */
public record GroupPath(String path, boolean whole) implements Comparable<GroupPath> {
  private static final String EACH = "[]";
  private static final Comparator<GroupPath> ORDER = Comparator.comparing(GroupPath::name);

  /** From a value to one of its properties, or to each element of the array that it holds. */
  record Step(String name, boolean each) {}

  /** The path, or {@code array(path)}. */
  public String name() {
    return whole ? "array(" + path + ")" : path;
  }

  /** Whether it leads to arrays, and what these stand for. */
  Arrays arrays() {
    if (whole) {
      return Arrays.WHOLE;
    }
    return steps(path).stream().anyMatch(Step::each) ? Arrays.EACH : Arrays.NONE;
  }

  static List<Step> steps(String path) {
    List<Step> steps = new ArrayList<>();
    for (String step : path.split("\\.", -1)) {
      boolean each = step.endsWith(EACH);
      String name = each ? step.substring(0, step.length() - EACH.length()) : step;
      steps.add(new Step(name, each));
    }
    return steps;
  }

  @Override
  public int compareTo(GroupPath other) {
    return ORDER.compare(this, other);
  }
}
