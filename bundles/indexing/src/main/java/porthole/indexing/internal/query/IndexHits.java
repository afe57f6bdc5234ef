// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopDocsCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.QueryHit;
import porthole.indexing.api.QueryOptions;
import porthole.indexing.internal.index.Entries;
import porthole.indexing.internal.query.QueryPlan.Page;
import porthole.indexing.internal.search.Searches;
import porthole.indexing.internal.search.StopSignal;

/** The hits of a query in an index, found piece by piece in their order. For one thread. */
final class IndexHits implements AutoCloseable {
  // So many are in memory at a time; each piece searches again, from where the last one ended.
  private static final int PIECE = 10_000;

  private final Entries entries;
  private final Query query;
  private final Sort sort;
  private final StopSignal stop;
  private final List<Extra> extras;
  private final long total;

  // The documents that came before; null: each may come as often as it is found.
  private final @Nullable Set<String> seen;

  private final @Nullable IndexProjection projection;
  private final Function<ScoreDoc[], List<byte @Nullable []>> results;
  private long skipped;
  private ScoreDoc[] found;
  private int taken;
  // How many come after those that were found last.
  private long behind;
  private long left;

  /**
   * Finds the first of the page. Takes over the entries.
   *
   * @param options the query's
   * @param projection of what entries keep; null: documents are wanted, or projected later
   */
  IndexHits(
      Entries entries,
      QueryPlan plan,
      QueryOptions options,
      @Nullable IndexProjection projection,
      StopSignal stop) {
    this.entries = entries;
    this.stop = stop;
    this.projection = projection;
    results = options.entries ? new ShownEntries(entries, stop)::of : entries::results;
    boolean once = plan.projection() == null && !options.withDuplicates;
    seen = once && entries.mayShareDocuments() ? new HashSet<>() : null;
    query = plan.matches();
    sort = plan.sort();
    extras = plan.extras();
    Page page = plan.hits();
    left = page.count();
    int most = wanted(page.offset());
    int passed = (int) Math.min(page.offset(), most - 1);
    TopDocs first = search(null, most, passed);
    total = first.totalHits.value;
    found = first.scoreDocs;
    behind = total - passed - found.length;
    skip(page.offset() - passed);
  }

  private int wanted(long toSkip) {
    long most = left > PIECE - toSkip ? PIECE : toSkip + left;
    return (int) Math.max(1, Math.min(most, PIECE));
  }

  private TopDocs search(@Nullable ScoreDoc after, int most, int passed) {
    return Searches.run(
        entries.searcher().getIndexReader(),
        query,
        stop,
        searcher -> searcher.search(query, new LastOfTop<>(top(after, most), passed)));
  }

  // One thread collects, so hits need not be counted for several.
  private CollectorManager<? extends TopDocsCollector<?>, ?> top(
      @Nullable ScoreDoc after, int most) {
    return sort.equals(Sort.RELEVANCE)
        ? new TopScoreDocCollectorManager(most, after, Integer.MAX_VALUE, false)
        : new TopFieldCollectorManager(sort, most, (FieldDoc) after, Integer.MAX_VALUE, false);
  }

  private void skip(long count) {
    long toSkip = count;
    while (toSkip > 0 && fill()) {
      int some = (int) Math.min(toSkip, found.length - taken);
      taken += some;
      toSkip -= some;
    }
  }

  /** Sees to it that there is a hit to take; false at the end. */
  private boolean fill() {
    if (taken < found.length) {
      return true;
    }
    if (behind <= 0 || found.length == 0) {
      return false;
    }
    found = search(found[found.length - 1], PIECE, 0).scoreDocs;
    behind -= found.length;
    taken = 0;
    return found.length > 0;
  }

  /** How many there are, whatever the page. */
  long total() {
    return total;
  }

  /** How many were left out so far, since their documents came before. */
  long skipped() {
    return skipped;
  }

  /** The next of the page; none at its end. */
  List<QueryHit> next(int most) {
    List<QueryHit> hits = new ArrayList<>();
    while (hits.isEmpty() && left > 0 && fill()) {
      int end = (int) Math.min(found.length, taken + Math.min(most, left));
      ScoreDoc[] piece = Arrays.copyOfRange(found, taken, end);
      List<String> ids = entries.ids(piece);
      List<byte @Nullable []> made = results.apply(piece);
      List<byte @Nullable []> stored = projection == null ? made : entries.stored(piece);
      for (int i = 0; i < piece.length; i++) {
        float score = Float.isNaN(piece[i].score) ? 0 : piece[i].score;
        byte[] result = made.get(i);
        if (result == null && seen != null && !seen.add(ids.get(i))) {
          skipped++;
        } else {
          QueryHit hit =
              result == null ? hit(ids.get(i), score, stored.get(i)) : QueryHit.of(result, score);
          look(piece[i].doc, hit);
          hits.add(hit);
        }
      }
      taken = end;
      left -= hits.size();
    }
    return hits;
  }

  private void look(int entry, QueryHit hit) {
    try {
      for (Extra extra : extras) {
        extra.look(entries.searcher(), entry, hit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private QueryHit hit(String id, float score, byte @Nullable [] stored) {
    return projection == null
        ? QueryHit.of(id, score)
        : new QueryHit(id, score, null, projection.of(id, stored));
  }

  @Override
  public void close() {
    entries.close();
  }
}
