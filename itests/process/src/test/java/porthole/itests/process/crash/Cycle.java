// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What all threads of one cycle share, from a start to a crash. Thread-safe. */
final class Cycle {
  private static final long PATIENCE_SECONDS = 60;

  private final int number;
  private final boolean failsBeforeTheEnd;
  private final CountDownLatch acknowledgements;
  private final CountDownLatch actions;
  private final AtomicLong acknowledged = new AtomicLong();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean crashing;
  private volatile boolean over;

  /**
   * A cycle.
   *
   * @param batches to be acknowledged before the crash
   * @param deeds of the operator to be begun before the crash
   */
  Cycle(int number, boolean failsBeforeTheEnd, int batches, int deeds) {
    this.number = number;
    this.failsBeforeTheEnd = failsBeforeTheEnd;
    acknowledgements = new CountDownLatch(batches);
    actions = new CountDownLatch(deeds);
  }

  int number() {
    return number;
  }

  void acknowledged() {
    acknowledged.incrementAndGet();
    acknowledgements.countDown();
  }

  /** The operator is about to ask for something. */
  void acting() {
    actions.countDown();
  }

  /** How many batches were acknowledged. */
  long acknowledgedBatches() {
    return acknowledged.get();
  }

  /** Returns when enough has been done, or something has failed. */
  void awaitEnough() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (CountDownLatch latch : new CountDownLatch[] {acknowledgements, actions}) {
      while (!latch.await(50, TimeUnit.MILLISECONDS) && failures.isEmpty()) {
        if (System.nanoTime() > deadline) {
          failures.add(
              new AssertionError(
                  "Too little was done within "
                      + PATIENCE_SECONDS
                      + " s: "
                      + acknowledged
                      + " batches, still wanted "
                      + acknowledgements.getCount()
                      + " and deeds "
                      + actions.getCount()));
        }
      }
    }
  }

  /** From now on connections break. */
  void crashing() {
    crashing = true;
  }

  void over() {
    over = true;
  }

  boolean isOver() {
    return over || !failures.isEmpty();
  }

  /** Whether an error of the server is the crash's and no bug. */
  boolean mayFail() {
    return crashing && failsBeforeTheEnd;
  }

  void lostConnection(IOException cause) {
    if (!crashing) {
      failed(new AssertionError("The server closed a connection before the crash", cause));
    }
  }

  void failed(Throwable failure) {
    failures.add(failure);
  }

  /** Throws what has gone wrong first. */
  void check() {
    Throwable first = failures.peek();
    if (first != null) {
      throw new AssertionError(first.getMessage(), first);
    }
  }
}
