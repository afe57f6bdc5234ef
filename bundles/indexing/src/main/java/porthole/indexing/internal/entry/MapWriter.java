// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.entry;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import porthole.indexing.internal.entry.IndexContent.Surroundings;
import porthole.storage.api.Change;
import porthole.storage.api.StoredDocument;

/** Replaces the entries of documents that change. */
final class MapWriter implements EntryWriter {
  private final EntryMaker maker;
  private final Surroundings surroundings;

  MapWriter(EntryMaker maker, Surroundings surroundings) {
    this.maker = maker;
    this.surroundings = surroundings;
  }

  @Override
  public void change(Change change) throws IOException {
    StoredDocument document = change.document();
    List<Document> entries = document == null ? List.of() : entries(document);
    surroundings.store().replace(change.id(), entries);
  }

  private List<Document> entries(StoredDocument document) {
    try {
      List<Document> entries =
          maker.entries(
              document,
              (id, collection) -> {
                throw new UnsupportedOperationException("No other documents can be loaded yet.");
              });
      surroundings.outcomes().succeeded();
      return entries;
    } catch (RuntimeException e) {
      surroundings.outcomes().failed(document.id(), String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  @Override
  public boolean settle(Work work) {
    return true;
  }

  @Override
  public Set<String> referenced() {
    return Set.of();
  }
}
