// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

import java.io.IOException;

/** Something that takes the stack of every thread of a target. */
interface Tool {
  /**
   * What a run took, as far as the tool itself is asked.
   *
   * @param cpuNanos of the processes it runs in, those of the server's children apart
   * @param freezes by tracing
   * @param ended whether it took too long and was ended, so that all this is less than it takes
   */
  record Outcome(long wallNanos, long cpuNanos, Freezes freezes, boolean ended) {

    Outcome(long wallNanos, long cpuNanos, Freezes freezes) {
      this(wallNanos, cpuNanos, freezes, false);
    }
  }

  String name();

  /** Whether a run takes seconds, so that fewer must do. */
  boolean isSlow();

  /**
   * Runs once.
   *
   * @throws IOException when it failed: nothing that fails is measured
   */
  Outcome run(Target target) throws IOException, InterruptedException;
}
