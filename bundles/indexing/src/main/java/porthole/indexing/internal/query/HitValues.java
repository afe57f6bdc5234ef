// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.QueryHit;
import porthole.indexing.internal.field.StoredValues;
import porthole.indexing.internal.value.Json;
import porthole.indexing.internal.value.Paths;

/** The values of hits: those that the index keeps, otherwise those of their documents. */
record HitValues(Function<String, @Nullable Map<String, @Nullable Object>> documents) {

  /** The value of a field, as a list if there are several; null: none. */
  @Nullable Object of(IndexReader reader, int entry, QueryHit hit, String field)
      throws IOException {
    Map<String, @Nullable Object> stored = StoredValues.of(reader, entry);
    if (stored.containsKey(field)) {
      return stored.get(field);
    }
    List<@Nullable Object> values = new ArrayList<>();
    Paths.each(values(hit), List.of(field.split("\\.", -1)), values::add);
    return values;
  }

  private @Nullable Object values(QueryHit hit) {
    byte[] result = hit.result();
    if (result != null) {
      return Json.object(result);
    }
    return hit.id() == null ? null : documents.apply(hit.id());
  }

  /**
   * What extras call a hit.
   *
   * @param groupKey a field of a result; null: a document's id
   */
  static String key(QueryHit hit, @Nullable String groupKey) {
    byte[] result = hit.result();
    return result == null || groupKey == null
        ? Objects.requireNonNullElse(hit.id(), "")
        : String.valueOf(Json.object(result).get(groupKey));
  }
}
