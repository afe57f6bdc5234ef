// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.function;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reduce of an index. What it makes has the shape of what it takes: results may be reduced
 * again, together with other entries. For one thread at a time.
 */
public interface ReduceFunction {

  /** The names of the properties that its results have, as far as that can be said beforehand. */
  Set<String> fields();

  /** The value that entries which belong together have in common. */
  @Nullable Object key(Map<String, @Nullable Object> entry);

  /**
   * What becomes of entries of one key; mostly one result.
   *
   * @param entries at least one
   * @throws FunctionException when these cannot be reduced
   */
  List<Map<String, @Nullable Object>> results(
      @Nullable Object key, List<Map<String, @Nullable Object>> entries);
}
