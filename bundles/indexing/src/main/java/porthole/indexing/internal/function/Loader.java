// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.function;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a map other documents than its own, and notes which: when they change it runs again. */
@FunctionalInterface
public interface Loader {

  /**
   * Another document, with its metadata as {@code @metadata}; null if there is none.
   *
   * @param collection it is noted as being of that collection
   */
  @Nullable Map<String, @Nullable Object> load(String id, String collection);
}
