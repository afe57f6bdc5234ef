// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.rql.RqlException;
import porthole.indexing.internal.rql.RqlParser;
import porthole.indexing.internal.rql.RqlQuery;

/**
 * What the texts that were asked lately say: clients ask the same ones over and over, with other
 * parameters. Thread-safe.
 */
final class ParsedQueries {
  private static final int MOST = 256;
  private static final int LONGEST_CHARS = 2_000;

  // The one that was asked longest ago comes first.
  private final Map<String, RqlQuery> latest = new LinkedHashMap<>(MOST, 0.75f, true);

  /**
   * What a text says.
   *
   * @throws RqlException if it is no query
   */
  RqlQuery of(String text) {
    RqlQuery known = find(text);
    if (known != null) {
      return known;
    }
    RqlQuery query = RqlParser.parse(text);
    if (text.length() <= LONGEST_CHARS) {
      keep(text, query);
    }
    return query;
  }

  private synchronized @Nullable RqlQuery find(String text) {
    return latest.get(text);
  }

  private synchronized void keep(String text, RqlQuery query) {
    latest.put(text, query);
    if (latest.size() > MOST) {
      latest.remove(latest.keySet().iterator().next());
    }
  }
}
