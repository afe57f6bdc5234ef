// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import porthole.host.internal.shutdown.Shutdown;

/** The thread of the watchdog, clocks, and how to wait. */
final class HostThreads implements AutoCloseable {
  private final ScheduledThreadPoolExecutor watchdog =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "porthole-host-watchdog");
            thread.setDaemon(true);
            return thread;
          });

  static Shutdown.Platform platform() {
    return new Shutdown.Platform(Clock.systemUTC(), System::nanoTime, HostThreads::await);
  }

  private static boolean await(CompletableFuture<?> done, Duration atMost) {
    try {
      done.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException e) {
      return true;
    } catch (TimeoutException e) {
      return done.isDone();
    } catch (InterruptedException e) {
      // Whoever interrupts the end of the server wants it sooner.
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Runs a task that does not throw again and again, so long after each end. */
  @SuppressWarnings("FutureReturnValueIgnored")
  void every(Duration pause, Runnable task) {
    watchdog.scheduleWithFixedDelay(task, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    watchdog.shutdown();
  }
}
