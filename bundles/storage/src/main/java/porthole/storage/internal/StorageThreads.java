// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import porthole.storage.internal.database.Delays;

/** The threads of storage; those for loads and unloads are none while there is nothing to do. */
final class StorageThreads implements Delays, AutoCloseable {
  private static final long IDLE_SECONDS = 10;
  // Engines wait for disks, not for cores; a few that hang must not hold up the others.
  private static final int MOST_LIFECYCLES = 32;

  private final ExecutorService loads;
  private final ExecutorService lifecycles;
  private final ScheduledThreadPoolExecutor timer;

  StorageThreads() {
    loads = Executors.newCachedThreadPool(named("porthole-storage-load-"));
    ThreadPoolExecutor bounded =
        new ThreadPoolExecutor(
            MOST_LIFECYCLES,
            MOST_LIFECYCLES,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            named("porthole-storage-unload-"));
    bounded.allowCoreThreadTimeOut(true);
    lifecycles = bounded;
    timer = new ScheduledThreadPoolExecutor(1, named("porthole-storage-timer-"));
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** For loads; how many run at once is decided by who uses it. */
  ExecutorService loads() {
    return loads;
  }

  ExecutorService lifecycles() {
    return lifecycles;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored")
  public void after(Duration delay, Runnable task) {
    timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Runs a task again and again, so long after each end; it must not throw. */
  @SuppressWarnings("FutureReturnValueIgnored")
  void every(Duration pause, Runnable task) {
    timer.scheduleWithFixedDelay(task, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Ends idle threads, and the others when they are done. Interrupts nothing. */
  @Override
  public void close() {
    timer.shutdown();
    loads.shutdown();
    lifecycles.shutdown();
  }
}
