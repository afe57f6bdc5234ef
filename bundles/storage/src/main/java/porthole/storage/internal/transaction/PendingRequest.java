// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.transaction;

import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.StorageException;

/**
 * One caller's writes, waiting to be committed. Made by the thread that waits; until {@link
 * #complete}, only the leader touches the outcome.
 */
final class PendingRequest<T> {
  private enum Turn {
    WAITS,
    LEADS,
    DONE
  }

  private final Function<WriteLayer, T> work;
  private final long bytes;
  private final Thread caller = Thread.currentThread();
  private volatile Turn turn = Turn.WAITS;
  private @Nullable T result;
  private @Nullable Throwable failure;

  PendingRequest(Function<WriteLayer, T> work, long bytes) {
    this.work = work;
    this.bytes = bytes;
  }

  long bytes() {
    return bytes;
  }

  void apply(WriteLayer layer) {
    result = work.apply(layer);
  }

  void fail(Throwable with) {
    failure = with;
    result = null;
  }

  /** Lets the caller go on with the outcome. */
  void complete() {
    take(Turn.DONE);
  }

  /** Makes the caller the next leader. */
  void promote() {
    take(Turn.LEADS);
  }

  private void take(Turn next) {
    turn = next;
    if (caller != Thread.currentThread()) {
      LockSupport.unpark(caller);
    }
  }

  /** Waits to be done or to become the leader; true for the latter. */
  boolean awaitTurn() {
    boolean interrupted = false;
    while (turn == Turn.WAITS) {
      LockSupport.park(this);
      // With its flag set, a thread would not park again.
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return turn == Turn.LEADS;
  }

  T outcome() {
    Throwable thrown = failure;
    if (thrown instanceof StorageException known) {
      throw known;
    }
    if (thrown != null) {
      throw new StorageException.EngineFailed(
          "The transaction failed and left nothing behind: " + thrown.getMessage(), thrown);
    }
    return Objects.requireNonNull(result);
  }
}
