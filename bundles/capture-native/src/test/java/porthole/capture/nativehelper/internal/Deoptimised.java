// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import java.util.concurrent.CountDownLatch;

/**
 * A thread that waits in compiled code which is no longer valid: its caller's frame was compiled
 * while {@link Step} had one implementation, and is to be deoptimised when it is returned to.
 */
final class Deoptimised {
  private static final int WARM = 60_000;

  private final CountDownLatch waits = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);

  /** Has one implementation until the compiled code stands. */
  abstract static class Step {
    abstract int take(int n);
  }

  private static final class First extends Step {
    @Override
    int take(int n) {
      return n + 1;
    }
  }

  /** Loading it invalidates what was compiled. */
  private static final class Second extends Step {
    @Override
    int take(int n) {
      return n + 2;
    }
  }

  /** Returns when the frame waits and its code is invalid. */
  void start() throws InterruptedException {
    Thread thread = new Thread(() -> run(new First()), "deoptimised");
    thread.setDaemon(true);
    thread.start();
    waits.await();
    new Second().take(1);
  }

  private void run(Step step) {
    int sum = 0;
    for (int i = 0; i < WARM; i++) {
      sum += outer(step, i);
    }
    outer(step, sum > 0 ? -1 : -2);
  }

  private int outer(Step step, int n) {
    return middle(step, n) + 1;
  }

  private int middle(Step step, int n) {
    return pause(step.take(n)) + step.take(n);
  }

  private int pause(int n) {
    if (n <= 0) {
      waits.countDown();
      try {
        never.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return n;
  }
}
