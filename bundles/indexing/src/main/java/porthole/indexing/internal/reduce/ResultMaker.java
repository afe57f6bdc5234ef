// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.reduce;

import java.util.Map;
import org.apache.lucene.document.Document;
import org.jspecify.annotations.Nullable;

/** Makes an index's entries of what a reduce gives. For one thread at a time. */
@FunctionalInterface
public interface ResultMaker {

  /**
   * The fields by which a result is found.
   *
   * @throws RuntimeException when it cannot be indexed; the message is for whoever wrote the index
   */
  Document entry(Map<String, @Nullable Object> result);
}
