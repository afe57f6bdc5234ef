// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Waits that no interrupt ends: it is remembered, and there again when the wait is over. */
final class Waiting {
  private final LongSupplier nanoClock;

  /** Measures patience by that clock. */
  Waiting(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Waits until something is done, well or not; false when that took too long. */
  boolean until(CompletableFuture<?> done, long patienceNanos) {
    long begin = nanoClock.getAsLong();
    boolean interrupted = false;
    try {
      while (true) {
        long left = patienceNanos - (nanoClock.getAsLong() - begin);
        try {
          done.get(Math.max(0, left), TimeUnit.NANOSECONDS);
          return true;
        } catch (ExecutionException e) {
          return true;
        } catch (TimeoutException e) {
          return false;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      restore(interrupted);
    }
  }

  /** Waits until something is done, well or not. */
  static void forever(CompletableFuture<?> done) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          done.get();
          return;
        } catch (ExecutionException e) {
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      restore(interrupted);
    }
  }

  private static void restore(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
