// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

import java.time.Duration;

/**
 * What is wanted of a backend.
 *
 * @param deadlineNanos when the backend must have returned, on the clock of {@code
 *     System.nanoTime()}
 * @param taken run it, on any thread, at the moment when the stacks have been taken and before they
 *     are made sense of: the enrichers are then asked at once, so that what they say is of that
 *     moment. It does not block. Running it is optional, and useful only once
 * @param options what is wanted beyond the Java stacks
 */
public record CaptureRequest(long deadlineNanos, Runnable taken, CaptureOptions options) {

  /** A request for nothing beyond the Java stacks. */
  public CaptureRequest(long deadlineNanos, Runnable taken) {
    this(deadlineNanos, taken, CaptureOptions.PLAIN);
  }

  /** A request by someone who need not know when the stacks are taken. */
  public CaptureRequest(long deadlineNanos) {
    this(deadlineNanos, () -> {});
  }

  /** The time left at {@code nowNanos}; zero when the deadline has passed. */
  public Duration remaining(long nowNanos) {
    return Duration.ofNanos(Math.max(0, deadlineNanos - nowNanos));
  }
}
