// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.session;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import porthole.capture.api.CaptureException;
import porthole.capture.api.CaptureOptions;
import porthole.capture.api.CaptureRequest;
import porthole.capture.api.RawCapture;
import porthole.lib.capture.frames.Conversation;
import porthole.lib.capture.frames.Go;
import porthole.lib.capture.frames.Hello;
import porthole.lib.capture.frames.HelperFailedException;
import porthole.lib.capture.grant.LookRight;

/**
 * One conversation with a helper. When it is over, on whatever path, the right to look is revoked
 * and the helper is gone.
 */
final class HelperSession implements AutoCloseable {
  // What is kept of the deadline for ending a helper that does not end by itself.
  private static final long REAP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Process helper;
  private final HelperStreams streams;
  private final Executor threads;
  private final LookRight right;
  private final LongSupplier monotonicNanos;
  private final CaptureOptions options;
  private final long deadlineNanos;
  private boolean granted;

  HelperSession(
      HelperStreams streams,
      Executor threads,
      LookRight right,
      LongSupplier monotonicNanos,
      CaptureRequest request) {
    this.helper = streams.helper();
    this.streams = streams;
    this.options = request.options();
    this.threads = threads;
    this.right = right;
    this.monotonicNanos = monotonicNanos;
    this.deadlineNanos = request.deadlineNanos();
  }

  /** Hears what the helper is and may do, and no more. */
  Hello greet() throws CaptureException {
    streams.listen(threads);
    Hello hello = await(streams.hello, "say hello");
    check(hello);
    return hello;
  }

  RawCapture talk() throws CaptureException {
    greet();
    granted = true;
    String grantFailure = right.grant(helper.pid());
    sendGo();
    RawCapture capture = await(streams.answer, "answer");
    if (!grantFailure.isEmpty()) {
      capture.remarks.add("The right to look could not be granted: " + grantFailure);
    }
    return capture;
  }

  private void check(Hello hello) throws CaptureException {
    if (hello.pid() != helper.pid()) {
      throw new CaptureException.Malformed(
          "The helper process "
              + helper.pid()
              + " says that it is process "
              + hello.pid()
              + ", which it would be in another pid namespace only.",
          "Run the helper in the same container as the server.",
          null);
    }
  }

  private void sendGo() throws CaptureException {
    long millis = TimeUnit.NANOSECONDS.toMillis(Math.max(0, left()));
    int deadline = (int) Math.min(Integer.MAX_VALUE, millis);
    try {
      Conversation.writeGo(
          helper.getOutputStream(), new Go(ProcessHandle.current().pid(), deadline, options));
    } catch (IOException e) {
      throw ended("be told to go", e);
    }
  }

  private long left() {
    return deadlineNanos - REAP_NANOS - monotonicNanos.getAsLong();
  }

  private <T> T await(CompletableFuture<T> word, String what) throws CaptureException {
    try {
      return word.get(Math.max(0, left()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new CaptureException.TimedOut(
          "The helper process did not " + what + " by the deadline." + saidBesides(),
          "Set deadline_ms of porthole.capture higher if this machine is that slow.");
    } catch (ExecutionException e) {
      throw failure(what, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CaptureException("The capture was interrupted.", "", e);
    }
  }

  private CaptureException failure(String what, @Nullable Throwable cause) {
    if (cause instanceof HelperFailedException failed) {
      return new CaptureException(failed.failure().reason(), failed.failure().fix(), failed);
    }
    return ended(what, cause);
  }

  private CaptureException ended(String what, @Nullable Throwable cause) {
    String reason = cause == null ? "" : " " + cause.getMessage();
    return new CaptureException.Malformed(
        "The helper process did not " + what + " as it should." + reason + fate() + saidBesides(),
        "See whether " + helper.info().command().orElse("the helper") + " works on this machine.",
        cause);
  }

  /** Waits a moment for a helper that is ending, since how it ended says more than that it did. */
  private String fate() {
    try {
      long limit = Math.min(TimeUnit.MILLISECONDS.toNanos(100), Math.max(0, left()));
      if (helper.waitFor(limit, TimeUnit.NANOSECONDS)) {
        return " It ended with exit code " + helper.exitValue() + ".";
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "";
  }

  private String saidBesides() {
    String errors = streams.errors();
    return errors.isEmpty() ? "" : " It wrote: " + errors;
  }

  /** Ends the helper now, from another thread: whoever waits for it hears of it. */
  void abort() {
    kill();
  }

  @Override
  public void close() {
    // Never the grant of another session, which one that only greets would otherwise take away.
    if (granted) {
      right.revoke();
    }
    boolean interrupted = Thread.interrupted();
    try {
      helper.getOutputStream().close();
    } catch (IOException e) {
      // It is gone already.
    }
    try {
      long patience = Math.max(0, deadlineNanos - REAP_NANOS / 2 - monotonicNanos.getAsLong());
      if (!helper.waitFor(Math.min(patience, 2 * REAP_NANOS), TimeUnit.NANOSECONDS)) {
        kill();
        helper.waitFor(REAP_NANOS, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      kill();
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void kill() {
    // Its children first: they would keep the pipes open.
    helper.descendants().forEach(ProcessHandle::destroyForcibly);
    helper.destroyForcibly();
  }
}
