// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.shutdown;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How far a shutdown has come.
 *
 * @param reason who asked for it; empty while nobody has
 * @param since when it began; the epoch while it has not
 * @param elapsed how long it has lasted
 * @param budget how long it may last
 * @param phases those that have begun, in order
 */
public record ShutdownReport(
    String reason, Instant since, Duration elapsed, Duration budget, List<PhaseReport> phases) {

  /** Keeps a copy. */
  public ShutdownReport {
    phases = List.copyOf(phases);
  }

  /** Whether it has begun. */
  public boolean underWay() {
    return !reason.isEmpty();
  }
}
