// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.entry;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import porthole.indexing.internal.function.Loader;
import porthole.storage.api.StoredDocument;

/** Entries of documents, as a map makes them. */
public record MapContent(Set<String> collections, EntryMaker maker) implements IndexContent {

  /** Copies the collections. */
  public MapContent {
    collections = Set.copyOf(collections);
  }

  @Override
  public EntryWriter<?> writer(EntryStore store, Outcomes outcomes) {
    return new Writer(store, maker);
  }

  private record Writer(EntryStore store, EntryMaker maker) implements EntryWriter<Document> {

    @Override
    public List<Document> entries(StoredDocument document, Loader loader) {
      return maker.entries(document, loader);
    }

    @Override
    public void replace(String documentId, List<Document> entries) throws IOException {
      store.replace(documentId, entries);
    }

    @Override
    public boolean isFull() {
      return false;
    }

    @Override
    public boolean settle(Work work) {
      return true;
    }

    @Override
    public void close() {
      // reads nothing
    }
  }
}
