// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.session;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.capture.api.Availability;
import porthole.capture.api.CaptureBackend;
import porthole.capture.api.CaptureException;
import porthole.capture.api.CaptureRequest;
import porthole.capture.api.RawCapture;
import porthole.lib.capture.frames.Hello;
import porthole.lib.capture.frames.NativeNames;
import porthole.lib.capture.grant.LookRight;

/** Takes stacks by way of a helper process, one after the other. */
public final class HelperBackend implements CaptureBackend, AutoCloseable {
  private final Kind kind;
  private final LookRight right;
  private final Threads threads;
  private final LongSupplier monotonicNanos;
  private final AtomicReference<@Nullable HelperSession> running = new AtomicReference<>();
  private volatile boolean closed;

  /**
   * The threads that a backend works with.
   *
   * @param starting starts helpers; one long-lived thread, since a parent-death signal follows the
   *     thread that started a process, not the process
   * @param listening listens to helpers; as many threads as are asked for
   */
  public record Threads(Executor starting, Executor listening) {}

  /**
   * The helpers of a backend.
   *
   * @param starter starts one
   * @param preflight says whether one would work
   * @param names names the native frames that they see
   */
  public record Kind(HelperStarter starter, Supplier<Availability> preflight, NativeNames names) {}

  /** A backend that works with helpers of {@code kind}. */
  public HelperBackend(Kind kind, LookRight right, Threads threads, LongSupplier monotonicNanos) {
    this.kind = kind;
    this.right = right;
    this.threads = threads;
    this.monotonicNanos = monotonicNanos;
  }

  @Override
  public Availability availability() {
    return closed ? Availability.no("The backend is stopped.", "") : kind.preflight().get();
  }

  @Override
  public RawCapture capture(CaptureRequest request) throws CaptureException {
    HelperSession session = open(request);
    try (session) {
      running.set(session);
      if (closed) {
        throw new CaptureException("The backend is stopped.", "", null);
      }
      return session.talk();
    } finally {
      running.set(null);
    }
  }

  /**
   * Starts a helper, hears what it is and may do, and ends it.
   *
   * @throws CaptureException when there is none by {@code deadlineNanos}
   */
  public Hello greet(long deadlineNanos) throws CaptureException {
    try (HelperSession session = open(new CaptureRequest(deadlineNanos))) {
      return session.greet();
    }
  }

  private HelperSession open(CaptureRequest request) throws CaptureException {
    HelperStreams streams = new HelperStreams(start(request), request.taken(), kind.names());
    return new HelperSession(streams, threads.listening(), right, monotonicNanos, request);
  }

  private Process start(CaptureRequest request) throws CaptureException {
    CompletableFuture<Process> started = new CompletableFuture<>();
    try {
      threads.starting().execute(() -> start(started));
      long limit = request.remaining(monotonicNanos.getAsLong()).toNanos();
      return started.get(limit, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      abandon(started);
      throw new CaptureException.TimedOut(
          "The helper process could not be started by the deadline.",
          "See whether this machine is short of memory or CPU.");
    } catch (ExecutionException | RejectedExecutionException e) {
      throw new CaptureException(
          "The helper process could not be started: " + e.getMessage(),
          "See whether this user may start more processes.",
          e);
    } catch (InterruptedException e) {
      abandon(started);
      Thread.currentThread().interrupt();
      throw new CaptureException("The capture was interrupted.", "", e);
    }
  }

  private void start(CompletableFuture<Process> started) {
    try {
      Process helper = kind.starter().start();
      if (!started.complete(helper)) {
        helper.destroyForcibly();
      }
    } catch (IOException | RuntimeException e) {
      started.completeExceptionally(e);
    }
  }

  /** Whichever comes first, its start or our giving up: in the end the process is gone. */
  private static void abandon(CompletableFuture<Process> started) {
    if (!started.cancel(false) && !started.isCompletedExceptionally()) {
      started.join().destroyForcibly();
    }
  }

  /** Ends a capture that runs; there is none afterwards. */
  @Override
  public void close() {
    closed = true;
    HelperSession session = running.get();
    if (session != null) {
      session.abort();
    }
  }
}
