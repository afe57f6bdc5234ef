// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal.route;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where requests wait for a servlet that is away. Bounded in number, since each holds a thread of
 * the container. Thread-safe.
 */
public final class Parking {

  /**
   * How long a request sleeps at most before it looks again: a servlet is in the registry a moment
   * before the container dispatches to it, and nothing tells of that moment.
   */
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int parked;
  private long arrivals;
  private boolean closed;

  /**
   * Takes a place.
   *
   * @return whether there was one; {@link #leave} gives it back
   */
  public boolean enter(int places) {
    lock.lock();
    try {
      if (closed || parked >= places) {
        return false;
      }
      parked++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Gives a place back. */
  public void leave() {
    lock.lock();
    try {
      parked--;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until it is worth looking again.
   *
   * @return false when there is no point in waiting any longer: the server closes, or the thread
   *     was interrupted, which is left for whoever owns it
   */
  public boolean await() {
    lock.lock();
    try {
      long seen = arrivals;
      long left = LOOK_AGAIN_NANOS;
      while (!closed && arrivals == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
      return !closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** A servlet has come. */
  public void wake() {
    lock.lock();
    try {
      arrivals++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Sends all away and lets nobody in, or opens again. */
  public void setClosed(boolean closed) {
    lock.lock();
    try {
      this.closed = closed;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
