// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import porthole.capture.api.CaptureException;
import porthole.capture.api.CaptureReport;

/** Runs one capture at a time, on a thread of its own; who comes meanwhile shares it. */
final class SharedCapture {
  private final Executor thread;
  private final Callable<CaptureReport> work;
  private @Nullable CompletableFuture<CaptureReport> running;

  SharedCapture(Executor thread, Callable<CaptureReport> work) {
    this.thread = thread;
    this.work = work;
  }

  CaptureReport await(Duration patience) throws CaptureException {
    CompletableFuture<CaptureReport> shared = join();
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

  private synchronized CompletableFuture<CaptureReport> join() throws CaptureException {
    if (running != null) {
      return running;
    }
    CompletableFuture<CaptureReport> mine = new CompletableFuture<>();
    try {
      thread.execute(() -> run(mine));
    } catch (RejectedExecutionException e) {
      throw new CaptureException("Captures are being stopped.", "Try again in a moment.", e);
    }
    running = mine;
    return mine;
  }

  private void run(CompletableFuture<CaptureReport> mine) {
    try {
      CaptureReport report = work.call();
      forget();
      mine.complete(report);
    } catch (Throwable e) {
      // Whatever went wrong, those who wait must hear of it and the next capture must be possible.
      forget();
      mine.completeExceptionally(e);
    }
  }

  private synchronized void forget() {
    running = null;
  }

  private static CaptureException failure(@Nullable Throwable cause) {
    if (cause instanceof CaptureException known) {
      // A new one for each caller: an exception thrown by many threads tells of none of them.
      return new CaptureException(known.getMessage() + "", known.fix(), known);
    }
    return new CaptureException("The capture failed: " + cause, "", cause);
  }
}
