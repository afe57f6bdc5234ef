// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import porthole.capture.api.CaptureException;

/**
 * The enrichers' part in one capture: begins when the stacks are taken, beside the backend that
 * makes sense of them, so that both speak of the same moment.
 */
final class Enrichment {
  private final Executor threads;
  private final Runnable first;
  private final Callable<EnricherRun.Fields> work;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<EnricherRun.Fields> fields = new CompletableFuture<>();

  /**
   * What is to be done on {@code threads}.
   *
   * @param first begins what goes on beside; does not block
   */
  Enrichment(Executor threads, Runnable first, Callable<EnricherRun.Fields> work) {
    this.threads = threads;
    this.first = first;
    this.work = work;
  }

  /** Begins, unless it has begun. Does not block. */
  void begin() {
    if (begun.compareAndSet(false, true)) {
      first.run();
      try {
        threads.execute(this::run);
      } catch (RejectedExecutionException e) {
        fields.completeExceptionally(e);
      }
    }
  }

  private void run() {
    try {
      fields.complete(work.call());
    } catch (Throwable e) {
      // Whoever waits must hear of it, whatever it is.
      fields.completeExceptionally(e);
    }
  }

  /** What the enrichers said; begins now if no backend has said when. */
  EnricherRun.Fields await(long limitNanos) throws CaptureException {
    begin();
    try {
      return fields.get(Math.max(0, limitNanos), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return EnricherRun.Fields.none("No enricher could be asked: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CaptureException("The capture was interrupted.", "", e);
    }
  }
}
