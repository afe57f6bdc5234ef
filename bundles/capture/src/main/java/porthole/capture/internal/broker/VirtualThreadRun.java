// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import porthole.capture.api.CaptureReport;
import porthole.capture.api.VirtualThreads;

/**
 * The listing of virtual threads in one capture, which begins when the stacks are taken. One that
 * is late is left to itself and ends by itself.
 */
final class VirtualThreadRun {
  private final boolean wanted;
  private final Executor threads;
  private final VirtualThreadSource source;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<VirtualThreads> list = new CompletableFuture<>();

  VirtualThreadRun(boolean wanted, Executor threads, VirtualThreadSource source) {
    this.wanted = wanted;
    this.threads = threads;
    this.source = source;
  }

  /** Begins, unless it has begun or is not wanted. Does not block. */
  void begin() {
    if (wanted && begun.compareAndSet(false, true)) {
      try {
        threads.execute(this::run);
      } catch (RejectedExecutionException e) {
        list.completeExceptionally(e);
      }
    }
  }

  private void run() {
    try {
      list.complete(source.list());
    } catch (Throwable e) {
      // Whoever waits must hear of it, whatever it is.
      list.completeExceptionally(e);
    }
  }

  /** Adds what was listed, or why nothing was; waits for it until the limit. */
  void addTo(CaptureReport report, long limitNanos) {
    if (!wanted) {
      return;
    }
    begin();
    try {
      report.virtualThreads = list.get(Math.max(0, limitNanos), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      report.remarks.add("Virtual threads are left out: " + reason(e.getCause()));
    } catch (TimeoutException e) {
      report.remarks.add(
          "Virtual threads are left out: listing them took longer than a capture may."
              + " Set deadline_ms of porthole.capture higher.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      report.remarks.add("Virtual threads are left out: the capture was interrupted.");
    }
  }

  private static String reason(@Nullable Throwable cause) {
    String message = cause == null ? null : cause.getMessage();
    return message == null ? String.valueOf(cause) : message;
  }
}
