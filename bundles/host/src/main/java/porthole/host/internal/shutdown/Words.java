// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.shutdown;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import porthole.lifecycle.api.ShutdownPhase;
import porthole.lifecycle.api.ShutdownStep;

/** A shutdown in words, for the console, the log and the service manager. */
public final class Words {
  private static final int NAMED = 3;

  private Words() {}

  /** One line that says how far it has come and names a few of those it waits for. */
  public static String of(ShutdownReport report) {
    if (report.phases().isEmpty()) {
      return "shutting down";
    }
    PhaseReport phase = report.phases().get(report.phases().size() - 1);
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "shutting down, %d s of %d: %s",
                report.elapsed().toSeconds(),
                report.budget().toSeconds(),
                doing(phase.phase())));
    if (!phase.left().isEmpty()) {
      line.append(
          String.format(Locale.ROOT, ", %d of %d left", phase.left().size(), phase.total()));
      Instant now = report.since().plus(report.elapsed());
      List<ShutdownStep> named = phase.left().stream().limit(NAMED).toList();
      named.forEach(step -> line.append("; ").append(of(step, now)));
      if (phase.left().size() > NAMED) {
        line.append("; ...");
      }
    }
    return line.toString();
  }

  /** One thing that is waited for: what, its state, what it waits for, since when. */
  static String of(ShutdownStep step, Instant now) {
    StringBuilder words = new StringBuilder(step.what);
    for (String part : new String[] {step.state, step.waitingFor}) {
      if (!part.isEmpty()) {
        words.append(", ").append(part);
      }
    }
    if (step.since.isAfter(Instant.EPOCH)) {
      long seconds = Math.max(0, Duration.between(step.since, now).toSeconds());
      words.append(", for ").append(seconds).append(" s");
    }
    return words.toString();
  }

  /** How a phase ended. */
  public static String of(PhaseReport phase) {
    Instant end = phase.endedAt() == null ? phase.since() : phase.endedAt();
    return String.format(
        Locale.ROOT,
        "%s: %d of %d in %d ms%s",
        doing(phase.phase()),
        phase.done(),
        phase.total(),
        Duration.between(phase.since(), end).toMillis(),
        phase.failures().isEmpty() ? "" : "; failed: " + String.join("; ", phase.failures()));
  }

  private static String doing(ShutdownPhase phase) {
    return switch (phase) {
      case ACCEPTING -> "letting no request in";
      case REQUESTS -> "requests in flight end";
      case DATABASES -> "databases close";
      case CONNECTIONS -> "last answers are sent";
      case SYSTEM -> "the system database closes";
    };
  }
}
