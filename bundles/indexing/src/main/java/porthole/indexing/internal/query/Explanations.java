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

/** How the score of each hit comes about, in Lucene's words. */
final class Explanations implements Extra {
  private final Query query;
  private final @Nullable String groupKey;
  private final Map<String, List<String>> texts = new LinkedHashMap<>();

  Explanations(Query query, @Nullable String groupKey) {
    this.query = query;
    this.groupKey = groupKey;
  }

  @Override
  public void look(IndexSearcher searcher, int entry, QueryHit hit) throws IOException {
    String text = searcher.explain(searcher.rewrite(query), entry).toString();
    texts.put(HitValues.key(hit, groupKey), List.of(text));
  }

  @Override
  public void tell(Map<String, @Nullable Object> members) {
    members.put("Explanations", texts);
  }
}
