// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.QueryHit;
import porthole.indexing.internal.highlight.Highlight;

/** The pieces of texts that have the words which were looked for. */
final class Highlightings implements Extra {
  private final List<Highlight> highlights;
  private final Query query;
  private final HitValues values;
  private final Map<String, Map<String, List<String>>> pieces = new LinkedHashMap<>();

  Highlightings(List<Highlight> highlights, Query query, HitValues values) {
    this.highlights = List.copyOf(highlights);
    this.query = query;
    this.values = values;
    highlights.forEach(highlight -> pieces.put(highlight.name(), new LinkedHashMap<>()));
  }

  @Override
  public void look(IndexSearcher searcher, int entry, QueryHit hit) throws IOException {
    for (Highlight highlight : highlights) {
      Object value = values.of(searcher.getIndexReader(), entry, hit, highlight.name());
      List<String> some = highlight.fragments(query, value);
      if (!some.isEmpty()) {
        pieces
            .computeIfAbsent(highlight.name(), unused -> new LinkedHashMap<>())
            .put(HitValues.key(hit, highlight.groupKey()), some);
      }
    }
  }

  @Override
  public void tell(Map<String, @Nullable Object> members) {
    members.put("Highlightings", pieces);
  }
}
