// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.byquery;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import porthole.http.internal.exchange.ServiceAwayException;

/** The threads of changes by query; none while there is nothing to do. Thread-safe. */
public final class ByQueryThreads {
  private static final int MAX_WAITING = 256;
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final AtomicInteger number = new AtomicInteger();
  private final ThreadPoolExecutor workers;
  private volatile boolean stopping;

  /** So many at a time. */
  public ByQueryThreads(int threads) {
    workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            this::thread);
    workers.allowCoreThreadTimeOut(true);
  }

  /** Whether whatever runs is to end. */
  boolean isStopping() {
    return stopping;
  }

  /**
   * Does work as soon as a thread is free.
   *
   * @throws ServiceAwayException when too much waits already
   */
  void run(Runnable work) {
    try {
      workers.execute(work);
    } catch (RejectedExecutionException e) {
      throw new ServiceAwayException(
          stopping
              ? "The document API is being stopped or replaced. Try again."
              : MAX_WAITING + " operations wait for their turn already. Try again later.");
    }
  }

  /** Asks all work to end. */
  public void stop() {
    stopping = true;
    workers.shutdown();
  }

  /** Waits for work that was asked to end; says whether it has. */
  public boolean await(Duration patience) throws InterruptedException {
    return workers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "porthole-by-query-" + number.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
