// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal.route;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the requests that are being answered, so that a shutdown can wait for them. */
public final class InFlight {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition empty = lock.newCondition();
  private int count;

  /** A request begins. */
  public void enter() {
    lock.lock();
    try {
      count++;
    } finally {
      lock.unlock();
    }
  }

  /** A request has been answered. */
  public void leave() {
    lock.lock();
    try {
      count--;
      if (count == 0) {
        empty.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until no request is being answered.
   *
   * @return how many still are when patience ends
   */
  public int awaitNone(Duration patience) {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (count > 0 && left > 0) {
        left = empty.awaitNanos(left);
      }
      return count;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return count;
    } finally {
      lock.unlock();
    }
  }
}
