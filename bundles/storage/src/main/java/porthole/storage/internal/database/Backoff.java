// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.time.Duration;

/**
 * How long to leave alone what has failed: twice as long after each failure in a row.
 *
 * @param first after the first failure
 * @param longest never longer than that
 */
public record Backoff(Duration first, Duration longest) {

  /** Both more than nothing. */
  public Backoff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "A back-off from "
              + first
              + " to "
              + longest
              + " is none; it must begin above 0 and grow.");
    }
  }

  /** After so many failures in a row, from 1. */
  Duration after(int failures) {
    Duration delay = first;
    for (int i = 1; i < failures && delay.compareTo(longest) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(longest) < 0 ? delay : longest;
  }
}
