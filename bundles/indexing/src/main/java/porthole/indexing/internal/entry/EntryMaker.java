// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.entry;

import java.util.List;
import org.apache.lucene.document.Document;
import porthole.indexing.internal.function.Loader;
import porthole.storage.api.StoredDocument;

/** Makes an index's entries of documents. For one thread at a time. */
@FunctionalInterface
public interface EntryMaker {

  /**
   * A document's entries, without its id, which the index adds.
   *
   * @throws RuntimeException when this document cannot be indexed; the message is for whoever wrote
   *     the index
   */
  List<Document> entries(StoredDocument document, Loader loader);
}
