// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.QueryHit;
import porthole.indexing.internal.projection.Projection;
import porthole.indexing.internal.search.StopSignal;
import porthole.storage.api.Database;
import porthole.storage.api.StoredDocument;

/** What is selected of hits, each combination of values once. For one thread. */
final class DistinctHits {
  private static final int PIECE = 128;
  private static final long PIECE_BYTES = 1 << 20;
  // A million combinations take about a hundred megabytes in their stead.
  private static final int DIGEST_BYTES = 16;

  private final Database database;
  private final IntFunction<List<QueryHit>> all;
  private final Function<QueryHit, byte[]> ofResult;
  private final Function<StoredDocument, byte[]> ofDocument;
  private final StopSignal stop;
  private final Set<ByteBuffer> seen = new HashSet<>();
  private final MessageDigest digest;

  private long toSkip;
  private long left;

  /**
   * Of those.
   *
   * @param all hits, whatever the page
   * @param plan whose page counts combinations, not hits
   */
  DistinctHits(
      Database database,
      IntFunction<List<QueryHit>> all,
      QueryPlan plan,
      Projection projection,
      StopSignal stop) {
    this.database = database;
    this.all = all;
    this.stop = stop;
    ofDocument = document -> Answer.selected(projection, document);
    ofResult = hit -> Answer.selected(projection, hit);
    toSkip = plan.page().offset();
    left = plan.page().count();
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /** The next ones, at least one if there are more; none at the end. */
  List<QueryHit> next(int most) {
    List<QueryHit> hits = new ArrayList<>();
    while (left > 0 && hits.isEmpty()) {
      stop.check();
      List<QueryHit> piece = all.apply(Math.min(most, PIECE));
      if (piece.isEmpty()) {
        return hits;
      }
      take(piece, hits);
    }
    return hits;
  }

  private void take(List<QueryHit> piece, List<QueryHit> hits) {
    for (int i = 0; i < piece.size(); ) {
      if (piece.get(i).result() != null) {
        take(ofResult.apply(piece.get(i)), piece.get(i).score(), hits);
        i++;
        continue;
      }
      for (StoredDocument document : documents(piece.subList(i, piece.size()))) {
        if (document != null) {
          take(ofDocument.apply(document), piece.get(i).score(), hits);
        }
        i++;
      }
    }
  }

  private List<@Nullable StoredDocument> documents(List<QueryHit> hits) {
    StoredDocument atHand = hits.get(0).document();
    return atHand != null
        ? List.of(atHand)
        : database.get(hits.stream().map(DistinctHits::id).toList(), PIECE_BYTES);
  }

  private static String id(QueryHit hit) {
    return Objects.requireNonNullElse(hit.id(), "");
  }

  private void take(byte[] values, float score, List<QueryHit> hits) {
    byte[] shortened = Arrays.copyOf(digest.digest(values), DIGEST_BYTES);
    if (left > 0 && seen.add(ByteBuffer.wrap(shortened))) {
      if (toSkip > 0) {
        toSkip--;
      } else {
        left--;
        hits.add(QueryHit.of(values, score));
      }
    }
  }
}
