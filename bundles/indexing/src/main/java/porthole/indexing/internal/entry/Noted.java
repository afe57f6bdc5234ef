// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.entry;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.Loader;
import porthole.indexing.internal.value.DocumentValues;
import porthole.storage.api.Folding;
import porthole.storage.api.StoredDocument;

/** Loads documents for one run of a map, and notes which. */
final class Noted implements Loader {
  private final Function<String, @Nullable StoredDocument> documents;

  // Most maps load nothing.
  private Set<String> ids = Set.of();
  private Set<String> collections = Set.of();

  Noted(Function<String, @Nullable StoredDocument> documents) {
    this.documents = documents;
  }

  @Override
  public @Nullable Map<String, @Nullable Object> load(String id, String collection) {
    if (ids.isEmpty()) {
      ids = new TreeSet<>();
      collections = new TreeSet<>();
    }
    // The feed tells of a document by the collection that it is in, whatever the map says.
    ids.add(Folding.fold(id));
    collections.add(Folding.fold(collection));
    StoredDocument document = documents.apply(id);
    if (document == null) {
      return null;
    }
    collections.add(Folding.fold(document.collection()));
    return DocumentValues.of(document);
  }

  /** Those asked for, folded, whether they were there or not. */
  Set<String> ids() {
    return ids;
  }

  /** The collections they are in or are said to be in, folded. */
  Set<String> collections() {
    return collections;
  }
}
