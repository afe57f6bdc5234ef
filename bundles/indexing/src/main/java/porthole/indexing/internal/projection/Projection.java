// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.projection;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes of a document what a query wants of it. For one query, on one thread. */
@FunctionalInterface
public interface Projection {

  /**
   * The result for a document, without metadata.
   *
   * @param document its properties, with its metadata as {@code @metadata}
   */
  Map<String, @Nullable Object> of(String id, Map<String, @Nullable Object> document);
}
