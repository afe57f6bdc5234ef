// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexDefinition.State;
import porthole.indexing.internal.index.LiveIndex;
import porthole.indexing.internal.work.Waiting;

/** Waits until indexes of a database have caught up. */
public final class IndexWait {

  private final DatabaseIndexes indexes;
  private final Waiting waiting;

  /** For those indexes. */
  public IndexWait(DatabaseIndexes indexes, Waiting waiting) {
    this.indexes = indexes;
    this.waiting = waiting;
  }

  /**
   * Waits until searches see all up to a change.
   *
   * @param names of indexes; none: all but those that are disabled
   * @return the names of those that do not, or are not there
   */
  public List<String> until(long etag, List<String> names, Duration patience) {
    Map<String, CompletableFuture<Void>> caughtUp = new LinkedHashMap<>();
    names.forEach(name -> caughtUp.put(name, until(indexes.find(name).orElse(null), etag)));
    if (names.isEmpty()) {
      indexes.all().stream()
          .filter(index -> index.definition().state != State.DISABLED)
          .forEach(index -> caughtUp.put(index.name(), until(index, etag)));
    }
    waiting.until(
        CompletableFuture.allOf(caughtUp.values().toArray(new CompletableFuture<?>[0])), patience);
    List<String> late = new ArrayList<>();
    caughtUp.forEach(
        (name, done) -> {
          done.cancel(false);
          if (isBehind(name, etag)) {
            late.add(name);
          }
        });
    return late;
  }

  private boolean isBehind(String name, long etag) {
    LiveIndex live = indexes.find(name).map(ManagedIndex::live).orElse(null);
    return live == null || live.etag() < etag;
  }

  // What is not there may come; what has failed goes no further.
  private static CompletableFuture<Void> until(@Nullable ManagedIndex index, long etag) {
    if (index != null && index.definition().state == State.ERROR) {
      return CompletableFuture.completedFuture(null);
    }
    LiveIndex live = index == null ? null : index.live();
    return live == null ? new CompletableFuture<>() : live.until(etag);
  }
}
