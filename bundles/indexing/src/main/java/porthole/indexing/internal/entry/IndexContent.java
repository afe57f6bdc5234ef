// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.entry;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.StoredDocument;

/** What an index is of, and what it holds of that. */
public interface IndexContent {

  /** Hears what became of documents. */
  interface Outcomes {
    /** A document is indexed. */
    void succeeded();

    /** A document could not be; the message is for whoever wrote the index. */
    void failed(String documentId, String message);
  }

  /**
   * What a writer works with.
   *
   * @param documents finds a document by its id as it is now
   */
  record Surroundings(
      EntryStore store, Function<String, @Nullable StoredDocument> documents, Outcomes outcomes) {}

  /** The collections whose documents it is of; empty: of all. */
  Set<String> collections();

  /** What writes its entries. */
  EntryWriter writer(Surroundings surroundings);
}
