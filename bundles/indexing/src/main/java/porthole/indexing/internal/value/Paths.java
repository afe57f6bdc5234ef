// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.value;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the values that a path leads to. */
public final class Paths {

  private Paths() {}

  /**
   * Gives each value at a path, in the document's order; nothing where a step is missing. Lists are
   * gone through wherever they stand; an empty one gives nothing.
   *
   * @param names the path's steps
   */
  public static void each(
      @Nullable Object value, List<String> names, Consumer<@Nullable Object> found) {
    each(value, names, 0, found);
  }

  private static void each(
      @Nullable Object value, List<String> names, int from, Consumer<@Nullable Object> found) {
    if (value instanceof List<?> list) {
      for (Object element : list) {
        each(element, names, from, found);
      }
    } else if (from == names.size()) {
      found.accept(value);
    } else if (value instanceof Map<?, ?> object) {
      Object next = object.get(names.get(from));
      if (next != null || object.containsKey(names.get(from))) {
        each(next, names, from + 1, found);
      }
    }
  }
}
