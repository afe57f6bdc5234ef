// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.search.QueryException;
import porthole.indexing.internal.value.DocumentValues;
import porthole.storage.api.Database;
import porthole.storage.api.StoredDocument;

/**
 * The values of a document as an index has stored them, and where it has not, those of the document
 * itself, which is read only for that. For one thread.
 */
final class IndexedValues extends AbstractMap<String, @Nullable Object> {
  private final Map<String, @Nullable Object> stored;
  private final String id;
  // Null: what is not stored is not there.
  private final @Nullable Database database;
  private final boolean strict;
  private @Nullable Map<String, @Nullable Object> document;

  /**
   * Of that document.
   *
   * @param database null: the document is not looked at
   * @param strict whether it is wrong to ask for what is nowhere
   */
  IndexedValues(
      Map<String, @Nullable Object> stored,
      String id,
      @Nullable Database database,
      boolean strict) {
    this.stored = stored;
    this.id = id;
    this.database = database;
    this.strict = strict;
  }

  private Map<String, @Nullable Object> document() {
    if (document == null) {
      StoredDocument found = database == null ? null : database.get(id);
      document = found == null ? Map.of() : DocumentValues.of(found);
    }
    return document;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return stored.containsKey(key) || document().containsKey(key);
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    if (stored.containsKey(key)) {
      return stored.get(key);
    }
    if (strict && !document().containsKey(key)) {
      throw new QueryException(
          "The field '"
              + key
              + "' is not stored in the index, or not in the document '"
              + id
              + "', from where the query wants it.");
    }
    return document().get(key);
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(document());
    all.putAll(stored);
    return all.entrySet();
  }
}
