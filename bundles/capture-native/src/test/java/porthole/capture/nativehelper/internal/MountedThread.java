// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A virtual thread with a deep stack that has been away from its carrier, and now runs on it. */
final class MountedThread {
  static final int DEPTH = 30;

  private final CountDownLatch runs = new CountDownLatch(1);
  private final AtomicLong count = new AtomicLong();

  /** Returns when it runs again. JDK 21 or later. */
  void start() throws ReflectiveOperationException, InterruptedException {
    Runnable work = () -> descend(DEPTH);
    // This is compiled for JDK 17.
    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
    runs.await();
  }

  private void descend(int depth) {
    if (depth == 0) {
      // Its frames move to the heap; only those that are returned to come back.
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      spin();
    } else {
      descend(depth - 1);
    }
    count.incrementAndGet();
  }

  private void spin() {
    runs.countDown();
    while (count.get() >= 0) {
      count.incrementAndGet();
    }
  }
}
