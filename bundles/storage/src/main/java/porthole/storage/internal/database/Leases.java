// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps something open while it is in use: nobody gets a lease once closing has begun, and closing
 * waits for the leases there are. Thread-safe.
 */
final class Leases {
  private static final long CLOSING = Long.MIN_VALUE;

  /** A use; to be closed once by whoever has it. */
  interface Lease extends AutoCloseable {
    @Override
    void close();
  }

  // The sign bit says that closing has begun; the rest counts leases.
  private final AtomicLong state = new AtomicLong();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Lease lease = this::release;

  /** Whether a lease was given; then {@link #lease} must be closed. */
  boolean tryAcquire() {
    long before;
    do {
      before = state.get();
      if (before < 0) {
        return false;
      }
    } while (!state.compareAndSet(before, before + 1));
    return true;
  }

  /** What gives back the lease that {@link #tryAcquire} gave. */
  Lease lease() {
    return lease;
  }

  private void release() {
    if (state.decrementAndGet() == CLOSING) {
      ended.complete(null);
    }
  }

  /** How many there are now. */
  long held() {
    return state.get() & Long.MAX_VALUE;
  }

  /**
   * Gives no more leases.
   *
   * @return done when those there were have been given back; what depends on it must go on in
   *     another thread, since the last one to give back a lease completes it
   */
  CompletableFuture<Void> close() {
    long before = state.getAndUpdate(now -> now | CLOSING);
    if ((before & Long.MAX_VALUE) == 0) {
      ended.complete(null);
    }
    return ended;
  }

  /** Gives no more leases, unless there are some: then nothing changes, and it is false. */
  boolean closeIfUnused() {
    if (!state.compareAndSet(0, CLOSING)) {
      return false;
    }
    ended.complete(null);
    return true;
  }
}
