// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.QueryHit;
import porthole.indexing.internal.query.QueryPlan.Page;
import porthole.indexing.internal.search.DocumentConditions.Condition;
import porthole.indexing.internal.search.DocumentFields;
import porthole.indexing.internal.search.QueryException;
import porthole.indexing.internal.search.StopSignal;
import porthole.indexing.internal.search.StopSignal.SearchTime;
import porthole.indexing.internal.value.DocumentValues;
import porthole.indexing.internal.value.Json;
import porthole.storage.api.Database;
import porthole.storage.api.StoredDocument;

/** Those hits whose documents a filter lets through, found piece by piece. For one thread. */
final class FilteredHits {
  private static final int PIECE = 128;
  private static final long PIECE_BYTES = 1 << 20;

  private final Database database;
  private final IntFunction<List<QueryHit>> all;
  private final Filter filter;
  private final StopSignal stop;

  private List<QueryHit> piece = List.of();
  // Those of the piece from here on, as many as have been read.
  private Iterator<@Nullable StoredDocument> documents = Collections.emptyIterator();
  private int taken;
  private long scanned;
  private long toSkip;
  private long left;

  /**
   * What a query filters by.
   *
   * @param mostScanned how many hits are looked at
   */
  record Filter(Condition condition, long mostScanned) {}

  /**
   * Of those.
   *
   * @param all hits, whatever the page
   * @param page counts what is let through
   */
  FilteredHits(
      Database database,
      IntFunction<List<QueryHit>> all,
      Filter filter,
      Page page,
      StopSignal stop) {
    this.database = database;
    this.all = all;
    this.filter = filter;
    this.stop = stop;
    toSkip = page.offset();
    left = page.count();
  }

  /** How many hits it has looked at so far. */
  long scanned() {
    return scanned;
  }

  /** The next ones, at least one if there are more; none at the end. */
  List<QueryHit> next(int most) {
    SearchTime time = stop.begin();
    List<QueryHit> hits = new ArrayList<>();
    while (left > 0 && hits.size() < most && hasMore(hits.isEmpty())) {
      time.check();
      QueryHit hit = piece.get(taken);
      DocumentFields fields = fields(hit);
      taken++;
      scanned++;
      if (fields != null && holds(fields)) {
        take(hit, hits);
      }
    }
    return hits;
  }

  private boolean hasMore(boolean beyondPiece) {
    if (taken == piece.size() && beyondPiece) {
      long most = Math.min(PIECE, filter.mostScanned() - scanned);
      piece = most == 0 ? List.of() : all.apply((int) most);
      taken = 0;
    }
    return taken < piece.size();
  }

  private boolean holds(DocumentFields fields) {
    try {
      return filter.condition().holds(fields);
    } catch (QueryException e) {
      throw new IndexingException.InvalidQuery(String.valueOf(e.getMessage()));
    }
  }

  private void take(QueryHit hit, List<QueryHit> hits) {
    if (toSkip > 0) {
      toSkip--;
    } else {
      left--;
      hits.add(hit);
    }
  }

  /** Null: the document has been deleted since. */
  private @Nullable DocumentFields fields(QueryHit hit) {
    String id = hit.id();
    if (id == null) {
      return new DocumentFields("", Json.object(Objects.requireNonNull(hit.result())));
    }
    StoredDocument atHand = hit.document();
    StoredDocument document = atHand == null ? read() : atHand;
    return document == null ? null : new DocumentFields(id, DocumentValues.of(document));
  }

  private @Nullable StoredDocument read() {
    if (!documents.hasNext()) {
      List<String> ids =
          piece.subList(taken, piece.size()).stream()
              .map(hit -> Objects.requireNonNullElse(hit.id(), ""))
              .toList();
      documents = database.get(ids, PIECE_BYTES).iterator();
    }
    return documents.next();
  }
}
