// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import porthole.storage.api.Change;

/** The changes of several collections in one order. */
final class CollectionChanges {
  private final ChangeFeed feed;

  CollectionChanges(ChangeFeed feed) {
    this.feed = feed;
  }

  /** Whether there is one after that. */
  boolean isAny(Set<String> collections, long afterEtag) {
    if (afterEtag >= feed.lastEtag()) {
      return false;
    }
    return collections.isEmpty()
        ? !feed.changes(null, afterEtag, 1, 1).isEmpty()
        : collections.stream().anyMatch(of -> !feed.changes(of, afterEtag, 1, 1).isEmpty());
  }

  /**
   * The next ones after that, as {@link ChangeFeed#changes}.
   *
   * @param collections empty: all
   */
  List<Change> after(Set<String> collections, long afterEtag, int limit, long maxBytes) {
    if (collections.size() <= 1) {
      return feed.changes(collections.stream().findAny().orElse(null), afterEtag, limit, maxBytes);
    }
    // What is read of one collection may end before what is read of another, or have been read
    // before something was written: up to the horizon nothing is missing.
    long horizon = feed.lastEtag();
    List<Change> read = new ArrayList<>();
    for (String collection : collections) {
      List<Change> some = feed.changes(collection, afterEtag, limit, maxBytes);
      if (!some.isEmpty()) {
        horizon = Math.min(horizon, some.get(some.size() - 1).etag());
        read.addAll(some);
      }
    }
    long end = horizon;
    return read.stream()
        .filter(change -> change.etag() <= end)
        .sorted(Comparator.comparingLong(Change::etag))
        .toList();
  }
}
