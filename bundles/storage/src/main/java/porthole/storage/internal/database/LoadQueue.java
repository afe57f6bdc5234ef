// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.LoadQueueInfo;

/** Runs loads, a bounded number at once, first come first served. Thread-safe. */
final class LoadQueue {
  private final Executor threads;
  private final IntSupplier limit;

  // Both guarded by this.
  private final Deque<Load> waiting = new ArrayDeque<>();
  private final Set<Load> running = new LinkedHashSet<>();

  // Compared by identity: a database may be there twice, once deleted and made anew.
  private static final class Load {
    private final String database;
    private final Runnable work;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    Load(String database, Runnable work) {
      this.database = database;
      this.work = work;
    }
  }

  /**
   * An empty queue.
   *
   * @param limit how many may run at once; asked whenever one could begin
   */
  LoadQueue(Executor threads, IntSupplier limit) {
    this.threads = threads;
    this.limit = limit;
  }

  /**
   * Runs a load when its turn has come.
   *
   * @return done when it has ended, well or not, and is in the queue no more
   * @throws java.util.concurrent.RejectedExecutionException when the threads have been ended
   */
  CompletableFuture<Void> submit(String database, Runnable work) {
    Load load = new Load(database, work);
    synchronized (this) {
      waiting.add(load);
    }
    try {
      startDue();
      return load.done;
    } catch (RuntimeException e) {
      synchronized (this) {
        waiting.remove(load);
        running.remove(load);
      }
      throw e;
    }
  }

  private void startDue() {
    @Nullable Load due = next();
    while (due != null) {
      Load load = due;
      threads.execute(() -> run(load));
      due = next();
    }
  }

  private synchronized @Nullable Load next() {
    if (waiting.isEmpty() || running.size() >= limit.getAsInt()) {
      return null;
    }
    Load load = waiting.remove();
    running.add(load);
    return load;
  }

  private void run(Load load) {
    try {
      load.work.run();
    } finally {
      synchronized (this) {
        running.remove(load);
      }
      load.done.complete(null);
      startDue();
    }
  }

  /** Runs all that wait, at once and here: for when there is nothing left for them to do. */
  void skipWaiting() {
    @Nullable Load load = nextWaiting();
    while (load != null) {
      run(load);
      load = nextWaiting();
    }
  }

  private synchronized @Nullable Load nextWaiting() {
    return waiting.poll();
  }

  /** Its place among those that wait, from 1; 0 when it is not among them. */
  synchronized int position(String database) {
    int position = 0;
    for (Load load : waiting) {
      position++;
      if (load.database.equals(database)) {
        return position;
      }
    }
    return 0;
  }

  synchronized LoadQueueInfo info() {
    LoadQueueInfo info = new LoadQueueInfo();
    info.limit = limit.getAsInt();
    running.forEach(load -> info.running.add(load.database));
    waiting.forEach(load -> info.waiting.add(load.database));
    return info;
  }
}
