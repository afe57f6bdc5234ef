// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of indexing; those that index are none while there is nothing to do. */
final class IndexingThreads implements AutoCloseable {
  private final ExecutorService workers = Executors.newCachedThreadPool(named("porthole-index-"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(named("porthole-index-timer-"));

  private static ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** For steps; how many run at once is decided by who uses it. */
  Executor workers() {
    return workers;
  }

  /** Runs a task again and again, so long after each end; it must not throw. */
  @SuppressWarnings("FutureReturnValueIgnored")
  void every(Duration pause, Runnable task) {
    timer.scheduleWithFixedDelay(task, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends idle threads, and the others when they are done. Interrupts nothing. */
  @Override
  public void close() {
    timer.shutdown();
    workers.shutdown();
  }
}
