// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.shutdown;

import java.util.ArrayList;
import java.util.List;
import porthole.lifecycle.api.ShutdownPhase;

/** Remembers what it was told. */
final class RecordingListener implements ShutdownListener {
  private final List<PhaseReport> ended = new ArrayList<>();
  private int calls;
  private int progress;

  @Override
  public void began(ShutdownReport report) {}

  @Override
  public void goesOn(ShutdownReport report, boolean moved) {
    calls++;
    progress += moved ? 1 : 0;
  }

  @Override
  public void phaseEnded(PhaseReport phase) {
    ended.add(phase);
  }

  PhaseReport ended(ShutdownPhase phase) {
    return ended.stream().filter(report -> report.phase() == phase).findFirst().orElseThrow();
  }

  int calls() {
    return calls;
  }

  int progress() {
    return progress;
  }
}
