// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** How far an index has come, and who waits for it to come further. Thread-safe. */
final class Progress {

  private record Waiter(long etag, CompletableFuture<Void> reached) {}

  private final Queue<Waiter> waiters = new PriorityQueue<>(Comparator.comparingLong(Waiter::etag));
  private long etag;

  Progress(long etag) {
    this.etag = etag;
  }

  /** Up to which change searches see it. */
  synchronized long etag() {
    return etag;
  }

  /** It has come so far. */
  void reached(long to) {
    List<Waiter> due = new ArrayList<>();
    synchronized (this) {
      etag = Math.max(etag, to);
      while (!waiters.isEmpty() && waiters.element().etag() <= etag) {
        due.add(waiters.remove());
      }
    }
    due.forEach(waiter -> waiter.reached().complete(null));
  }

  /** It comes no further: nobody waits any longer. */
  void end() {
    List<Waiter> all;
    synchronized (this) {
      all = List.copyOf(waiters);
      waiters.clear();
    }
    all.forEach(waiter -> waiter.reached().complete(null));
  }

  /** Done when searches see all up to that change. Whoever waits no longer cancels it. */
  synchronized CompletableFuture<Void> until(long wanted) {
    if (etag >= wanted) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> reached = new CompletableFuture<>();
    Waiter waiter = new Waiter(wanted, reached);
    waiters.add(waiter);
    CompletableFuture<Void> unused = reached.whenComplete((done, failure) -> forget(waiter));
    return reached;
  }

  private synchronized void forget(Waiter waiter) {
    waiters.remove(waiter);
  }
}
