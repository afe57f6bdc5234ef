// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.web;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the requests inside a servlet, so that it can wait for them before it goes. */
final class InFlight {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private int inside;
  private boolean closed;

  /** Lets a request in, unless the servlet is going. Each true is followed by {@link #leave}. */
  boolean enter() {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      inside++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      inside--;
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets nobody in from now on and waits for those inside.
   *
   * @return how many were still inside when the time was up
   */
  int close(Duration patience) {
    lock.lock();
    try {
      closed = true;
      long nanos = patience.toNanos();
      while (inside > 0 && nanos > 0) {
        nanos = left.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return inside();
  }

  private int inside() {
    lock.lock();
    try {
      return inside;
    } finally {
      lock.unlock();
    }
  }
}
