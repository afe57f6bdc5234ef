// SPDX-License-Identifier: Apache-2.0
package porthole.testing.storage;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What shall go wrong with one environment, by name. Thread-safe. */
public final class Faults {

  /** An operation that waits until it is let go. */
  public static final class Hold {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Hold() {}

    /** Waits until a thread is held. */
    public void awaitEntered() {
      await(entered, "nobody came to the held operation");
    }

    /** Lets it go on. */
    public void release() {
      released.countDown();
    }

    void pass() {
      entered.countDown();
      await(released, "the held operation was never released");
    }

    private static void await(CountDownLatch latch, String complaint) {
      boolean interrupted = Thread.interrupted();
      try {
        while (true) {
          try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
              throw new AssertionError(complaint);
            }
            return;
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private final AtomicReference<@Nullable Hold> heldCommit = new AtomicReference<>();
  private final AtomicReference<@Nullable Hold> heldOpen = new AtomicReference<>();
  private final AtomicReference<@Nullable Hold> heldRead = new AtomicReference<>();
  private final AtomicReference<@Nullable Supplier<RuntimeException>> failingCommit =
      new AtomicReference<>();
  private final AtomicReference<@Nullable Supplier<RuntimeException>> lateCommit =
      new AtomicReference<>();
  private final AtomicReference<@Nullable Supplier<RuntimeException>> failingOpen =
      new AtomicReference<>();
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger opens = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closes = new AtomicInteger();
  private final AtomicInteger flushes = new AtomicInteger();

  Faults() {}

  /** The next commit waits. */
  public Hold holdNextCommit() {
    return hold(heldCommit);
  }

  /** The next open waits. */
  public Hold holdNextOpen() {
    return hold(heldOpen);
  }

  /** The next snapshot taken, or single key read, waits. */
  public Hold holdNextRead() {
    return hold(heldRead);
  }

  /** Only the next commit fails. */
  public void failNextCommit(Supplier<RuntimeException> failure) {
    failingCommit.set(failure);
  }

  /** Only the next commit fails, but what it writes is there when the environment is reopened. */
  public void failNextCommitLate(Supplier<RuntimeException> failure) {
    lateCommit.set(failure);
  }

  /** Every open fails, until null is given. */
  public void failOpens(@Nullable Supplier<RuntimeException> failure) {
    failingOpen.set(failure);
  }

  /** Commits that have succeeded or failed so far. */
  public int commits() {
    return commits.get();
  }

  /** Attempts to open so far. */
  public int opens() {
    return opens.get();
  }

  /** Opens so far that have succeeded. */
  public int opened() {
    return opened.get();
  }

  /** Closes so far. */
  public int closes() {
    return closes.get();
  }

  /** Flushes so far. */
  public int flushes() {
    return flushes.get();
  }

  void onFlush() {
    flushes.incrementAndGet();
  }

  void onCommit() {
    pass(heldCommit);
    commits.incrementAndGet();
    Supplier<RuntimeException> failure = failingCommit.getAndSet(null);
    if (failure != null) {
      throw failure.get();
    }
  }

  /** How a commit fails that is found to have succeeded after all, or null. */
  @Nullable RuntimeException lateCommit() {
    Supplier<RuntimeException> failure = lateCommit.getAndSet(null);
    return failure == null ? null : failure.get();
  }

  void onOpened() {
    opened.incrementAndGet();
  }

  void onOpen() {
    opens.incrementAndGet();
    pass(heldOpen);
    Supplier<RuntimeException> failure = failingOpen.get();
    if (failure != null) {
      throw failure.get();
    }
  }

  void onRead() {
    pass(heldRead);
  }

  void onClose() {
    closes.incrementAndGet();
  }

  private static Hold hold(AtomicReference<@Nullable Hold> place) {
    Hold hold = new Hold();
    place.set(hold);
    return hold;
  }

  private static void pass(AtomicReference<@Nullable Hold> place) {
    Hold hold = place.getAndSet(null);
    if (hold != null) {
      hold.pass();
    }
  }
}
