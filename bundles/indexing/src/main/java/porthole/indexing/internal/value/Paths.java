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
    if (value instanceof List<?> list) {
      list.forEach(element -> each(element, names, found));
    } else if (names.isEmpty()) {
      found.accept(value);
    } else if (value instanceof Map<?, ?> object && object.containsKey(names.get(0))) {
      each(object.get(names.get(0)), names.subList(1, names.size()), found);
    }
  }
}
