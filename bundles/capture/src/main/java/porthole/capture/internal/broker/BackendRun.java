// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import porthole.capture.api.Availability;
import porthole.capture.api.CaptureBackend;
import porthole.capture.api.CaptureException;
import porthole.capture.api.CaptureOptions;
import porthole.capture.api.CaptureReport.Fallback;
import porthole.capture.api.CaptureRequest;
import porthole.capture.api.RawCapture;
import porthole.capture.api.RawFrame;
import porthole.capture.api.RawThread;

/** Tries one backend after the other until one has taken the stacks. */
final class BackendRun {
  // What a backend gets less than the broker waits: the time to clean up and say what went wrong.
  private static final Duration GRACE = Duration.ofMillis(250);

  private final GuestCalls calls;
  private final LongSupplier monotonicNanos;
  private final CaptureOptions options;
  final List<Fallback> fallbacks = new ArrayList<>();

  BackendRun(GuestCalls calls, LongSupplier monotonicNanos, CaptureOptions options) {
    this.calls = calls;
    this.monotonicNanos = monotonicNanos;
    this.options = options;
  }

  /**
   * What a backend saw, and which.
   *
   * @param backend its name
   * @param capture what it saw
   * @param enrichment what goes with it
   */
  record Taken(String backend, RawCapture capture, Enrichment enrichment) {}

  /**
   * Asks {@code backends} in their order; all of them together have until {@code deadlineNanos}.
   *
   * @param enrichment makes, for each attempt, what goes with its stacks
   */
  Taken take(
      List<Guest<CaptureBackend>> backends, long deadlineNanos, Supplier<Enrichment> enrichment)
      throws CaptureException {
    int left = backends.size();
    for (Guest<CaptureBackend> backend : backends) {
      long remaining = deadlineNanos - monotonicNanos.getAsLong();
      try {
        Enrichment beside = enrichment.get();
        RawCapture capture = ask(backend, share(remaining, left--), beside::begin);
        return new Taken(backend.name(), capture, beside);
      } catch (CaptureException e) {
        fallbacks.add(new Fallback(backend.name(), e.getMessage() + "", e.fix()));
      }
    }
    throw nothingTaken();
  }

  /** Whoever is not the last leaves half of the time to those after it. */
  private static Duration share(long remainingNanos, int left) {
    return Duration.ofNanos(Math.max(0, left > 1 ? remainingNanos / 2 : remainingNanos));
  }

  private RawCapture ask(Guest<CaptureBackend> backend, Duration share, Runnable taken)
      throws CaptureException {
    if (share.isZero()) {
      throw new CaptureException.TimedOut(
          backend.name() + " was not asked: no time was left.",
          "Set deadline_ms of porthole.capture higher.");
    }
    long grace = Math.min(GRACE.toNanos(), share.toNanos() / 4);
    long deadline = monotonicNanos.getAsLong() + share.toNanos() - grace;
    CaptureRequest request = new CaptureRequest(deadline, taken, options);
    return calls.call(backend, turn(share), share, () -> capture(backend, request));
  }

  /** Somebody may be asking the backend about this machine, which is soon over. */
  private static Duration turn(Duration share) {
    Duration quarter = share.dividedBy(4);
    return quarter.compareTo(GuestCalls.TURN) < 0 ? quarter : GuestCalls.TURN;
  }

  private static RawCapture capture(Guest<CaptureBackend> backend, CaptureRequest request)
      throws CaptureException {
    Availability availability = backend.service().availability();
    if (!availability.available()) {
      throw new CaptureException(availability.reason(), availability.fix(), null);
    }
    return checked(backend, backend.service().capture(request));
  }

  @SuppressWarnings("ConstantValue")
  private static RawCapture checked(Guest<CaptureBackend> backend, RawCapture capture)
      throws CaptureException {
    if (capture == null || capture.threads == null || capture.threads.isEmpty()) {
      throw malformed(backend, "no thread at all");
    }
    if (capture.remarks == null
        || capture.phaseNanos == null
        || !capture.threads.stream().allMatch(BackendRun::isWhole)) {
      throw malformed(backend, "a null where there must be none");
    }
    return capture;
  }

  @SuppressWarnings("ConstantValue")
  private static boolean isWhole(RawThread thread) {
    return thread != null
        && thread.name != null
        && thread.incomplete != null
        && thread.frames != null
        && thread.frames.stream().allMatch(BackendRun::isWhole);
  }

  @SuppressWarnings("ConstantValue")
  private static boolean isWhole(RawFrame frame) {
    return frame != null
        && frame.className() != null
        && frame.method() != null
        && frame.file() != null;
  }

  private static CaptureException malformed(Guest<CaptureBackend> backend, String what) {
    return new CaptureException.Malformed(
        backend.name() + " answered with " + what + ".",
        "Update its bundle " + backend.bundle() + ".",
        null);
  }

  private CaptureException nothingTaken() {
    if (fallbacks.isEmpty()) {
      return new CaptureException.NoBackend(
          "No capture backend is there.",
          "Start a bundle that offers one, such as porthole.capture.inprocess.");
    }
    StringBuilder message = new StringBuilder("No capture backend worked.");
    StringBuilder fix = new StringBuilder();
    for (Fallback fallback : fallbacks) {
      message.append(' ').append(fallback.backend()).append(": ").append(fallback.reason());
      fix.append(fix.length() == 0 ? "" : " ").append(fallback.fix());
    }
    return new CaptureException(message.toString(), fix.toString(), null);
  }
}
