// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.transaction;

import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.StorageException;

/**
 * One caller's writes, waiting to be committed. Until {@link #complete}, only the leader touches
 * the outcome; {@code complete}, {@code promote} and {@code awaitTurn} are called under the
 * merger's lock.
 */
final class PendingRequest<T> {
  private final Function<WriteLayer, T> work;
  private final long bytes;
  private final Condition turn;
  private boolean done;
  private boolean leader;
  private @Nullable T result;
  private @Nullable Throwable failure;

  PendingRequest(Function<WriteLayer, T> work, long bytes, Condition turn) {
    this.work = work;
    this.bytes = bytes;
    this.turn = turn;
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
    done = true;
    turn.signal();
  }

  /** Makes the caller the next leader. */
  void promote() {
    leader = true;
    turn.signal();
  }

  /** Waits to be done or to become the leader; true for the latter. */
  boolean awaitTurn() {
    while (!done && !leader) {
      turn.awaitUninterruptibly();
    }
    return !done;
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
