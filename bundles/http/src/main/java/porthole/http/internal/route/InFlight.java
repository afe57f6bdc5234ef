// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.route;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Counts the requests that are being answered, so that closing can wait for them. Thread-safe. */
public final class InFlight {
  private static final int ALL = Integer.MAX_VALUE;

  private final Semaphore permits = new Semaphore(ALL, false);
  private volatile boolean closing;

  /** Counts one in; false when closing has begun, and then it must not be answered. */
  public boolean enter() {
    return !closing && permits.tryAcquire();
  }

  /** Counts one out that was let in. */
  public void leave() {
    permits.release();
  }

  /**
   * Lets nobody in any more and waits for those inside.
   *
   * @return whether all have left in time
   */
  public boolean close(Duration patience) throws InterruptedException {
    closing = true;
    boolean left = permits.tryAcquire(ALL, patience.toNanos(), TimeUnit.NANOSECONDS);
    if (left) {
      permits.release(ALL);
    }
    return left;
  }

  /** How many are inside. */
  public int count() {
    return ALL - permits.availablePermits();
  }
}
