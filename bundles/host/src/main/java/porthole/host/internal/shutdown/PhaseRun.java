// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.shutdown;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import porthole.lifecycle.api.ShutdownParticipant;
import porthole.lifecycle.api.ShutdownPhase;
import porthole.lifecycle.api.ShutdownProgress;
import porthole.lifecycle.api.ShutdownStep;

/** One phase under way. A participant that fails counts as done. Thread-safe. */
final class PhaseRun {
  private record Part(ShutdownParticipant participant, CompletableFuture<Void> done) {}

  private final ShutdownPhase phase;
  private final Clock clock;
  private final Instant since;
  private final List<Part> parts = new ArrayList<>();
  private volatile @Nullable PhaseReport last;

  private PhaseRun(ShutdownPhase phase, Clock clock) {
    this.phase = phase;
    this.clock = clock;
    since = clock.instant();
  }

  /** Lets all of them begin. */
  static PhaseRun begin(
      ShutdownPhase phase, List<ShutdownParticipant> participants, Duration patience, Clock clock) {
    PhaseRun run = new PhaseRun(phase, clock);
    for (ShutdownParticipant participant : participants) {
      run.parts.add(new Part(participant, begin(participant, patience)));
    }
    return run;
  }

  private static CompletableFuture<Void> begin(ShutdownParticipant participant, Duration patience) {
    try {
      return participant.begin(patience).toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Done when all are, well or not. */
  CompletableFuture<Void> all() {
    return CompletableFuture.allOf(
        parts.stream().map(Part::done).toArray(CompletableFuture<?>[]::new));
  }

  /** Nothing changes from now on, whatever its participants still do. */
  PhaseReport end() {
    PhaseReport report = look(clock.instant());
    last = report;
    return report;
  }

  PhaseReport report() {
    PhaseReport ended = last;
    return ended == null ? look(null) : ended;
  }

  private PhaseReport look(@Nullable Instant endedAt) {
    long total = 0;
    List<ShutdownStep> left = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Part part : parts) {
      ShutdownProgress progress = progress(part.participant);
      total += progress.total;
      if (part.done.isCompletedExceptionally()) {
        failures.add(name(part.participant) + ": " + failure(part.done));
      } else if (!part.done.isDone()) {
        left.addAll(progress.left);
        if (progress.left.isEmpty()) {
          left.add(unnamed(part.participant));
        }
      }
    }
    return new PhaseReport(phase, since, endedAt, Math.max(total, left.size()), left, failures);
  }

  private static ShutdownProgress progress(ShutdownParticipant participant) {
    try {
      return participant.progress();
    } catch (RuntimeException e) {
      ShutdownProgress unknown = new ShutdownProgress();
      ShutdownStep step = new ShutdownStep();
      step.what = name(participant);
      step.waitingFor = "it does not say: " + e;
      unknown.left.add(step);
      return unknown;
    }
  }

  private ShutdownStep unnamed(ShutdownParticipant participant) {
    ShutdownStep step = new ShutdownStep();
    step.what = name(participant);
    step.since = since;
    return step;
  }

  private static String name(ShutdownParticipant participant) {
    return participant.getClass().getName();
  }

  private static String failure(CompletableFuture<Void> failed) {
    try {
      failed.join();
      return "";
    } catch (CompletionException e) {
      return String.valueOf(e.getCause());
    } catch (RuntimeException e) {
      return e.toString();
    }
  }
}
