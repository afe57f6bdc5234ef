// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.shutdown;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.lifecycle.api.ShutdownPhase;
import porthole.lifecycle.api.ShutdownStep;

/**
 * How far a phase has come.
 *
 * @param since when it began
 * @param endedAt when it was over; null while it lasts
 * @param total how many things it had to end
 * @param left those that have not ended, or, when it is over, those that were left as they were
 * @param failures which participants failed and why
 */
public record PhaseReport(
    ShutdownPhase phase,
    Instant since,
    @Nullable Instant endedAt,
    long total,
    List<ShutdownStep> left,
    List<String> failures) {

  /** Keeps copies. */
  public PhaseReport {
    left = List.copyOf(left);
    failures = List.copyOf(failures);
  }

  /** How many things have ended. */
  public long done() {
    return Math.max(0, total - left.size());
  }

  /** The same for whoever sees no progress between two reports. */
  List<Object> footprint() {
    return List.of(
        phase,
        done(),
        left.stream().map(step -> List.of(step.what, step.state, step.waitingFor)).toList());
  }
}
