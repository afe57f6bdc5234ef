// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.transaction;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import porthole.introspection.api.Activity;

/**
 * Lets the callers that come at the same time share one commit, without a thread of its own.
 *
 * <p>The first that comes becomes the leader of a group. It does the work of all that are queued,
 * waits until the group before has been committed, does the work of those that came meanwhile,
 * hands the leadership over to the first that is left, or to the next that comes, and commits. So
 * one group is put together while another is being written to the disk; commits never overlap.
 */
public final class TransactionMerger {

  /**
   * How big a group gets.
   *
   * @param requests at most so many
   * @param bytes no further request once there are so many
   */
  public record Limits(int requests, long bytes) {

    /** Both at least 1. */
    public Limits {
      if (requests < 1 || bytes < 1) {
        throw new IllegalArgumentException(
            "A group commit of " + requests + " requests and " + bytes + " bytes holds nothing.");
      }
    }
  }

  private final GroupCommit commit;
  private final Limits limits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<PendingRequest<?>> queue = new ArrayDeque<>();
  private final Semaphore committing = new Semaphore(1);
  private boolean led;
  private int waiting;

  /** Commits through that. */
  public TransactionMerger(GroupCommit commit, Limits limits) {
    this.commit = commit;
    this.limits = limits;
  }

  /**
   * Does some work within a transaction and returns when it is durable. Not to be interrupted.
   *
   * @param work applied on whichever thread leads; leaves nothing when it throws
   * @param bytes about how much it writes
   */
  public <T> T execute(Function<WriteLayer, T> work, long bytes) {
    PendingRequest<T> request = new PendingRequest<>(work, bytes);
    if (enqueue(request) || awaitTurn(request)) {
      lead();
    }
    return request.outcome();
  }

  private boolean enqueue(PendingRequest<?> request) {
    lock.lock();
    try {
      queue.add(request);
      waiting++;
      if (led) {
        return false;
      }
      led = true;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitTurn(PendingRequest<?> request) {
    try (Activity activity = commit.begin("wait for group commit")) {
      return request.awaitTurn();
    }
  }

  private void lead() {
    Group group = commit.newGroup();
    boolean handedOver = false;
    try {
      gather(group);
      awaitCommitBefore();
      try {
        group.layer().settle();
        gather(group);
        commit.seal(group);
        handOver(group);
        handedOver = true;
        commit.commit(group);
      } finally {
        committing.release();
      }
    } catch (RuntimeException | Error e) {
      // Nobody may take for done what was not; and the others must go on.
      group.fail(e);
    } finally {
      if (!handedOver) {
        handOver(group);
      }
      group.complete();
    }
  }

  /** Does the work of those that are queued, as far as the group has room for them. */
  private void gather(Group group) {
    for (PendingRequest<?> next = take(group); next != null; next = take(group)) {
      group.apply(next);
    }
  }

  private @Nullable PendingRequest<?> take(Group group) {
    if (!group.hasRoom(limits)) {
      return null;
    }
    lock.lock();
    try {
      PendingRequest<?> next = queue.poll();
      if (next != null) {
        group.add(next);
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void awaitCommitBefore() {
    if (!committing.tryAcquire()) {
      try (Activity activity = commit.begin("wait for group commit")) {
        committing.acquireUninterruptibly();
      }
    }
  }

  private void handOver(Group group) {
    PendingRequest<?> next;
    lock.lock();
    try {
      waiting -= group.size();
      next = queue.peek();
      led = next != null;
    } finally {
      lock.unlock();
    }
    if (next != null) {
      next.promote();
    }
  }

  /** How many wait for their commit to begin. */
  public int queued() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }
}
