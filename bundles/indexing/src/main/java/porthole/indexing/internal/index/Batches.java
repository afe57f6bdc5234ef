// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import porthole.indexing.api.IndexBatch;

/** The times an index has worked lately. Thread-safe. */
final class Batches {
  private static final int KEPT = 25;

  private final Deque<IndexBatch> latest = new ArrayDeque<>();
  private long number;

  /** Another one; not to be changed any more. */
  synchronized void add(IndexBatch batch) {
    number = batch.number;
    if (latest.size() == KEPT) {
      latest.removeLast();
    }
    latest.addFirst(batch);
  }

  /** The number of the next one. */
  synchronized long next() {
    return number + 1;
  }

  /** The latest first; at most 25. */
  synchronized List<IndexBatch> latest() {
    return List.copyOf(latest);
  }
}
