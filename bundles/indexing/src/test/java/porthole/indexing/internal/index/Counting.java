// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.search.Query;
import porthole.indexing.internal.auto.AutoFields;
import porthole.indexing.internal.rql.RqlParser;
import porthole.indexing.internal.search.Conditions;
import porthole.indexing.internal.search.Operands;

/** Counts entries. */
public final class Counting {

  private Counting() {}

  /** Those that match. */
  public static int count(Entries entries, Query query) {
    try (entries) {
      return entries.searcher().count(query);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those that match. */
  public static int count(LiveIndex index, String condition) {
    Conditions conditions =
        new Conditions(new AutoFields(new StandardAnalyzer()), new Operands(null, Map.of()));
    return count(
        index.entries(),
        conditions.translate(RqlParser.parse("from C where " + condition).where()));
  }
}
