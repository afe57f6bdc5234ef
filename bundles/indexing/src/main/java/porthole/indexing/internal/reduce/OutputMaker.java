// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.reduce;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.Loader;
import porthole.storage.api.StoredDocument;

/** The maps of an index with a reduce. For one thread at a time. */
@FunctionalInterface
public interface OutputMaker {

  /**
   * What is to be reduced of a document.
   *
   * @throws RuntimeException when this document cannot be indexed; the message is for whoever wrote
   *     the index
   */
  List<Map<String, @Nullable Object>> outputs(StoredDocument document, Loader loader);
}
