// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import porthole.capture.api.CaptureException;

/**
 * Calls guests on threads that may be given up.
 *
 * <p>A call that is late is left to itself: its thread is never interrupted, since it may be inside
 * something that an interrupt would harm, and never used again before the call returns. Until then
 * its guest is not called again, and the executor bounds how many such threads there can be.
 */
public final class GuestCalls {
  /** How long a caller waits for an earlier call that is about to return. */
  static final Duration TURN = Duration.ofMillis(600);

  private final Executor threads;

  /** Calls on {@code threads}, which must refuse, not queue, when all are in use. */
  public GuestCalls(Executor threads) {
    this.threads = threads;
  }

  /**
   * Calls a guest and waits for its answer.
   *
   * @throws CaptureException when it throws, is late, has gone or goes meanwhile
   */
  <T> T call(Guest<?> guest, Duration limit, Callable<T> call) throws CaptureException {
    return call(guest, Duration.ZERO, limit, call);
  }

  /** The same, but waits for its turn first. */
  <T> T call(Guest<?> guest, Duration turn, Duration limit, Callable<T> call)
      throws CaptureException {
    try {
      CompletableFuture<T> answer = begin(guest, turn, call);
      CompletableFuture.anyOf(answer, guest.gone).get(limit.toNanos(), TimeUnit.NANOSECONDS);
      if (!answer.isDone()) {
        throw stopped(guest);
      }
      return answer.get();
    } catch (ExecutionException e) {
      throw failure(guest, e.getCause());
    } catch (TimeoutException e) {
      throw new CaptureException.TimedOut(
          guest.name() + " did not answer within " + limit.toMillis() + " ms.",
          "Stop or update its bundle " + guest.bundle() + " if this goes on.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CaptureException("The capture was interrupted.", "", e);
    }
  }

  private <T> CompletableFuture<T> begin(Guest<?> guest, Duration turn, Callable<T> call)
      throws CaptureException, InterruptedException {
    if (guest.gone.isDone()) {
      throw stopped(guest);
    }
    if (!guest.turn.tryAcquire(turn.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new CaptureException.TimedOut(
          "An earlier call of " + guest.name() + " has not returned yet.",
          "Stop or update its bundle " + guest.bundle() + ".");
    }
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      threads.execute(() -> run(guest, call, answer));
    } catch (RejectedExecutionException e) {
      guest.turn.release();
      throw new CaptureException.TimedOut(
          guest.name() + " was not called: too many calls of others have not returned yet.",
          "Look in the capture for threads named porthole-capture-call, and stop their bundles.");
    }
    return answer;
  }

  @SuppressWarnings("CatchingUnchecked")
  private static <T> void run(Guest<?> guest, Callable<T> call, CompletableFuture<T> answer) {
    try {
      T value = call.call();
      guest.turn.release();
      answer.complete(value);
    } catch (Throwable e) {
      // Of a guest, anything may come: a LinkageError while its bundle is replaced, for one.
      guest.turn.release();
      answer.completeExceptionally(e);
    }
  }

  private static CaptureException stopped(Guest<?> guest) {
    return new CaptureException(
        guest.name() + " was stopped while it was asked.",
        "Start its bundle " + guest.bundle() + " again.",
        null);
  }

  private static CaptureException failure(Guest<?> guest, @Nullable Throwable cause) {
    if (cause instanceof CaptureException known) {
      return known;
    }
    return new CaptureException(
        guest.name() + " failed: " + cause, "Update its bundle " + guest.bundle() + ".", cause);
  }
}
