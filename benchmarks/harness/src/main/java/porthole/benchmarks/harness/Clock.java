// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.harness;

import java.util.concurrent.locks.LockSupport;

/** The one clock of all benchmarks: CLOCK_MONOTONIC, which native code can read as well. */
public final class Clock {
  private Clock() {}

  /** Nanoseconds since some moment. */
  public static long nanos() {
    return System.nanoTime();
  }

  /** Rests until {@link #nanos} is no less than that. */
  public static void restUntil(long nanos) {
    for (long left = nanos - nanos(); left > 0; left = nanos - nanos()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Rests for so many milliseconds. */
  public static void rest(long millis) {
    restUntil(nanos() + millis * 1_000_000);
  }
}
