// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.function;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One map of an index. For one thread at a time. */
public interface MapFunction {

  /** The collections whose documents it takes; empty: all. */
  Set<String> collections();

  /** The names of the properties that its entries have, as far as that can be said beforehand. */
  Set<String> fields();

  /**
   * A document's entries; none for a document that it passes over.
   *
   * @param document its properties, with its metadata as {@code @metadata}; not to be changed
   * @throws FunctionException when this document cannot be mapped
   */
  List<Map<String, @Nullable Object>> entries(
      Map<String, @Nullable Object> document, Loader loader);
}
