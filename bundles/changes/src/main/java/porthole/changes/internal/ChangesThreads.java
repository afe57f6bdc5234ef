// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that tell of changes, and the one that looks after connections. */
final class ChangesThreads implements Executor, AutoCloseable {
  private static final int IDLE_SECONDS = 30;

  private final ThreadPoolExecutor senders;
  private final ScheduledThreadPoolExecutor timer;

  ChangesThreads(int count) {
    // Each connection and each database has one piece of work in here at most.
    senders =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            named("porthole-changes-"));
    senders.allowCoreThreadTimeOut(true);
    timer = new ScheduledThreadPoolExecutor(1, named("porthole-changes-timer-"));
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Does it soon; not at all after {@link #close}. */
  @Override
  public void execute(Runnable work) {
    try {
      senders.execute(work);
    } catch (RejectedExecutionException e) {
      // Everybody whom it could tell something has been sent away.
    }
  }

  /** Runs a task again and again, so long after each end; it must not throw. */
  @SuppressWarnings("FutureReturnValueIgnored")
  void every(Duration pause, Runnable task) {
    timer.scheduleWithFixedDelay(task, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Lets what runs end. Interrupts nothing. */
  @Override
  public void close() {
    timer.shutdown();
    senders.shutdown();
  }
}
