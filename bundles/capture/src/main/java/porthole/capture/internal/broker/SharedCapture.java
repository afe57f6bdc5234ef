// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import porthole.capture.api.CaptureException;
import porthole.capture.api.CaptureOptions;
import porthole.capture.api.CaptureReport;

/**
 * Runs one capture at a time, on a thread of its own. Who comes meanwhile shares the one that gives
 * what he wants, or waits for his turn.
 */
final class SharedCapture {
  private final Executor thread;
  private final Work work;
  private final Map<CaptureOptions, CompletableFuture<CaptureReport>> running = new HashMap<>();

  /** Takes a capture. */
  @FunctionalInterface
  interface Work {
    CaptureReport capture(CaptureOptions options) throws CaptureException;
  }

  /** Captures by {@code work} on {@code thread}, which is one and keeps what it is given. */
  SharedCapture(Executor thread, Work work) {
    this.thread = thread;
    this.work = work;
  }

  CaptureReport await(Duration patience, CaptureOptions options) throws CaptureException {
    CompletableFuture<CaptureReport> shared = join(options);
    try {
      return shared.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new CaptureException.Busy(
          "A capture was still running after " + patience.toMillis() + " ms.");
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CaptureException.Busy("The wait for the running capture was interrupted.");
    }
  }

  private synchronized CompletableFuture<CaptureReport> join(CaptureOptions options)
      throws CaptureException {
    CompletableFuture<CaptureReport> shared = running.get(options);
    if (shared != null) {
      return shared;
    }
    CompletableFuture<CaptureReport> mine = new CompletableFuture<>();
    try {
      thread.execute(() -> run(options, mine));
    } catch (RejectedExecutionException e) {
      throw new CaptureException("Captures are being stopped.", "Try again in a moment.", e);
    }
    running.put(options, mine);
    return mine;
  }

  private void run(CaptureOptions options, CompletableFuture<CaptureReport> mine) {
    try {
      CaptureReport report = work.capture(options);
      forget(options);
      mine.complete(report);
    } catch (Throwable e) {
      // Whatever went wrong, those who wait must hear of it and the next capture must be possible.
      forget(options);
      mine.completeExceptionally(e);
    }
  }

  private synchronized void forget(CaptureOptions options) {
    running.remove(options);
  }

  private static CaptureException failure(@Nullable Throwable cause) {
    if (cause instanceof CaptureException known) {
      // A new one for each caller: an exception thrown by many threads tells of none of them.
      return new CaptureException(known.getMessage() + "", known.fix(), known);
    }
    return new CaptureException("The capture failed: " + cause, "", cause);
  }
}
