// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The steps of one load, each with its time. Thread-safe: it may be read while the load runs. */
final class LoadLog {
  private final Clock clock;
  private final List<String> steps = new ArrayList<>();

  LoadLog(Clock clock) {
    this.clock = clock;
  }

  synchronized void step(String step) {
    steps.add(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + step);
  }

  synchronized List<String> steps() {
    return List.copyOf(steps);
  }
}
