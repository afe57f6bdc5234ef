// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.entry;

import java.util.Set;

/** What an index is of, and what it holds of that. */
public interface IndexContent {

  /** Hears what became of documents. */
  interface Outcomes {
    /** A document is indexed. */
    void succeeded();

    /** A document could not be; the message is for whoever wrote the index. */
    void failed(String documentId, String message);

    /**
     * A group could not be reduced.
     *
     * @param key what its entries have in common, as JSON
     * @param message for whoever wrote the index
     */
    void notReduced(String key, String message);
  }

  /** The collections whose documents it is of; empty: of all. */
  Set<String> collections();

  /** What writes its entries. */
  EntryWriter<?> writer(EntryStore store, Outcomes outcomes);
}
