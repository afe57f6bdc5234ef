// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.QueryHit;
import porthole.indexing.internal.query.QueryPlan.Page;
import porthole.indexing.internal.search.StopSignal;
import porthole.storage.api.Change;
import porthole.storage.api.Database;
import porthole.storage.api.StoredDocument;

/** All documents of a collection, the one changed longest ago first. For one thread. */
final class CollectionHits {
  private static final int PIECE = 256;
  private static final long PIECE_BYTES = 1 << 20;

  private final Database database;
  private final StopSignal stop;
  private final @Nullable String collection;
  private final long lastEtag;

  private long etag;
  private long toSkip;
  private long left;

  /**
   * Those that there are now, but for what is deleted or changed before it is come by.
   *
   * @param collection null: of all
   */
  CollectionHits(Database database, @Nullable String collection, Page page, StopSignal stop) {
    this.stop = stop;
    this.database = database;
    this.collection = collection;
    lastEtag = database.lastEtag();
    toSkip = page.offset();
    left = page.count();
  }

  /** The next of the page, with their documents; none at its end. */
  List<QueryHit> next(int most) {
    List<QueryHit> hits = new ArrayList<>();
    long wanted = Math.min(most, left);
    while (wanted > 0 && hits.isEmpty() && etag < lastEtag) {
      stop.check();
      List<Change> changes = database.changes(collection, etag, piece(wanted), PIECE_BYTES);
      if (changes.isEmpty()) {
        etag = lastEtag;
      }
      for (Change change : changes) {
        take(change, hits);
      }
    }
    left -= hits.size();
    return hits;
  }

  private int piece(long wanted) {
    return (int) Math.max(1, Math.min(PIECE, toSkip + wanted));
  }

  private void take(Change change, List<QueryHit> hits) {
    etag = change.etag();
    StoredDocument document = change.document();
    if (document == null || change.etag() > lastEtag) {
      return;
    }
    if (toSkip > 0) {
      toSkip--;
    } else {
      hits.add(QueryHit.of(document));
    }
  }
}
