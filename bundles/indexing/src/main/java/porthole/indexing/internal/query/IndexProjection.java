// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.QueryOptions;
import porthole.indexing.internal.projection.Projection;
import porthole.indexing.internal.search.QueryException;
import porthole.indexing.internal.value.Json;
import porthole.storage.api.Database;

/**
 * Takes the selected values from where a query over an index wants them: the index or the document.
 *
 * @param from where they come from
 */
record IndexProjection(Projection projection, Database database, QueryOptions.Projection from) {
  private static final Gson JSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  /**
   * The result for a hit, as a JSON object.
   *
   * @param stored what the entry keeps, as a JSON object; null: nothing
   */
  byte[] of(String id, byte @Nullable [] stored) {
    Map<String, @Nullable Object> values =
        stored == null || fromDocument() ? Map.of() : Json.object(stored);
    boolean strict =
        from == QueryOptions.Projection.FROM_INDEX_OR_THROW
            || from == QueryOptions.Projection.FROM_DOCUMENT_OR_THROW;
    Map<String, @Nullable Object> seen =
        new IndexedValues(values, id, fromIndex() ? null : database, strict);
    try {
      return JSON.toJson(projection.of(id, seen)).getBytes(UTF_8);
    } catch (QueryException e) {
      throw new IndexingException.InvalidQuery(String.valueOf(e.getMessage()));
    }
  }

  private boolean fromDocument() {
    return from == QueryOptions.Projection.FROM_DOCUMENT
        || from == QueryOptions.Projection.FROM_DOCUMENT_OR_THROW;
  }

  private boolean fromIndex() {
    return from == QueryOptions.Projection.FROM_INDEX
        || from == QueryOptions.Projection.FROM_INDEX_OR_THROW;
  }
}
