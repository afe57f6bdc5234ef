// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.transaction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import porthole.introspection.api.Activity;

/**
 * Lets the callers that come at the same time share one commit, without a thread of its own.
 *
 * <p>The first that waits becomes the leader: it takes all that are queued, itself among them, does
 * their work, commits it, lets them go on, and hands over to the first that came meanwhile.
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
  private boolean led;

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
    PendingRequest<T> request = new PendingRequest<>(work, bytes, lock.newCondition());
    if (enqueue(request) || awaitTurn(request)) {
      lead();
    }
    return request.outcome();
  }

  private boolean enqueue(PendingRequest<?> request) {
    lock.lock();
    try {
      queue.add(request);
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
      lock.lock();
      try {
        return request.awaitTurn();
      } finally {
        lock.unlock();
      }
    }
  }

  private void lead() {
    List<PendingRequest<?>> group = takeGroup();
    try {
      commit.run(group);
    } catch (RuntimeException | Error e) {
      // Nobody may take for done what was not; and the others must go on.
      group.forEach(request -> request.fail(e));
    } finally {
      handOver(group);
    }
  }

  private List<PendingRequest<?>> takeGroup() {
    List<PendingRequest<?>> group = new ArrayList<>();
    long bytes = 0;
    lock.lock();
    try {
      while (!queue.isEmpty() && group.size() < limits.requests() && bytes < limits.bytes()) {
        PendingRequest<?> request = queue.remove();
        bytes += request.bytes();
        group.add(request);
      }
      return group;
    } finally {
      lock.unlock();
    }
  }

  private void handOver(List<PendingRequest<?>> group) {
    lock.lock();
    try {
      group.forEach(PendingRequest::complete);
      PendingRequest<?> next = queue.peek();
      if (next == null) {
        led = false;
      } else {
        next.promote();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many wait to be taken into a group. */
  public int queued() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }
}
