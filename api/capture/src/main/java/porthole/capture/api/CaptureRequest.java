// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

import java.time.Duration;

/**
 * What is wanted of a backend.
 *
 * @param deadlineNanos when the backend must have returned, on the clock of {@code
 *     System.nanoTime()}
 */
public record CaptureRequest(long deadlineNanos) {

  /** The time left at {@code nowNanos}; zero when the deadline has passed. */
  public Duration remaining(long nowNanos) {
    return Duration.ofNanos(Math.max(0, deadlineNanos - nowNanos));
  }
}
