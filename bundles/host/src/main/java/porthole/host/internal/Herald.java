// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import porthole.host.internal.shutdown.PhaseReport;
import porthole.host.internal.shutdown.ShutdownListener;
import porthole.host.internal.shutdown.ShutdownReport;
import porthole.host.internal.shutdown.StepDetails;
import porthole.host.internal.shutdown.Words;
import porthole.host.internal.systemd.Systemd;
import porthole.lifecycle.api.ShutdownStep;

/**
 * Says how a shutdown comes on: one line at a time on the console and to systemd, and in the log
 * everything that is waited for, once. For one thread.
 */
final class Herald implements ShutdownListener {
  private static final System.Logger LOG = System.getLogger("porthole.host");

  /** The next call comes within a second, unless the machine is very slow. */
  private static final Duration NEXT_WORD = Duration.ofSeconds(10);

  private static final int MOST_LOGGED_AT_ONCE = 20;

  private final Systemd systemd;
  private final StepDetails details;
  private final Consumer<String> console;
  private final Set<List<String>> logged = new HashSet<>();
  private int phasesSeen;

  Herald(Systemd systemd, StepDetails details, Consumer<String> console) {
    this.systemd = systemd;
    this.details = details;
    this.console = console;
  }

  @Override
  public void began(ShutdownReport report) {
    LOG.log(
        Level.INFO,
        "Shutting down ({0}) within {1} ms.",
        report.reason(),
        Long.toString(report.budget().toMillis()));
    systemd.stopping(Words.of(report));
  }

  @Override
  public void goesOn(ShutdownReport report, boolean progress) {
    String line = Words.of(report);
    if (progress) {
      systemd.extend(NEXT_WORD, line);
    } else {
      systemd.status(line);
    }
    if (report.phases().size() > phasesSeen) {
      // A phase that has only just begun is mostly over before anyone has read the line.
      phasesSeen = report.phases().size();
      return;
    }
    console.accept(line);
    log(report.phases().get(phasesSeen - 1));
  }

  private void log(PhaseReport phase) {
    int lines = 0;
    for (ShutdownStep step : phase.left()) {
      if (logged.add(List.of(step.what, step.state, step.waitingFor))
          && lines++ < MOST_LOGGED_AT_ONCE) {
        LOG.log(
            Level.INFO,
            "Waiting for {0}, {1}: {2}, since {3}. At work on it: {4}",
            step.what,
            step.state,
            step.waitingFor,
            step.since,
            details.of(step));
      }
    }
    if (lines > MOST_LOGGED_AT_ONCE) {
      LOG.log(Level.INFO, "Waiting for {0} more.", lines - MOST_LOGGED_AT_ONCE);
    }
  }

  @Override
  public void phaseEnded(PhaseReport phase) {
    LOG.log(Level.INFO, "Shutdown, {0}", Words.of(phase));
    for (ShutdownStep step : phase.left().stream().limit(MOST_LOGGED_AT_ONCE).toList()) {
      LOG.log(
          Level.WARNING,
          "Shutdown: {0} did not end in time; it was {1} and waited for: {2}.",
          step.what,
          step.state,
          step.waitingFor);
    }
  }
}
