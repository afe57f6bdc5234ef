// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.QueryHit;

/** Results that are no documents, all at hand. For one thread. */
final class ComputedHits {
  private static final Gson JSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private final int total;
  private final Iterator<Map<String, @Nullable Object>> left;

  ComputedHits(List<Map<String, @Nullable Object>> results) {
    total = results.size();
    left = results.iterator();
  }

  int total() {
    return total;
  }

  /** The next ones; none at the end. */
  List<QueryHit> next(int most) {
    List<QueryHit> hits = new ArrayList<>();
    while (left.hasNext() && hits.size() < most) {
      hits.add(new QueryHit(null, 0, null, JSON.toJson(left.next()).getBytes(UTF_8)));
    }
    return hits;
  }
}
