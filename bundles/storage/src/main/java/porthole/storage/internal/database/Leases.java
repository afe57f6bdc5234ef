// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps something open while it is in use: nobody gets a lease once closing has begun, and closing
 * waits for the leases there are. Thread-safe.
 */
final class Leases {
  private static final long CLOSING = Long.MIN_VALUE;

  /** A use; to be closed by the thread that has it. */
  interface Lease extends AutoCloseable {
    @Override
    void close();
  }

  // The sign bit says that closing has begun; the rest counts leases.
  private final AtomicLong state = new AtomicLong();
  private final CountDownLatch ended = new CountDownLatch(1);
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
      ended.countDown();
    }
  }

  /** How many there are now. */
  long held() {
    return state.get() & Long.MAX_VALUE;
  }

  /** Gives no more leases, and returns when those there were have been given back. */
  void close() {
    long before = state.getAndUpdate(now -> now | CLOSING);
    if ((before & Long.MAX_VALUE) == 0) {
      ended.countDown();
    }
    Waiting.forever(ended);
  }
}
