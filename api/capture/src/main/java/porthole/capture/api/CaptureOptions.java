// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

/**
 * What is wanted beyond the Java stacks. A backend that cannot give it leaves it out, with a
 * remark.
 *
 * @param nativeFrames the C and C++ frames of every thread, too
 * @param consistent all threads at one instant, at the price of holding them all until the last is
 *     read
 */
public record CaptureOptions(boolean nativeFrames, boolean consistent) {

  /** Nothing beyond the Java stacks. */
  public static final CaptureOptions PLAIN = new CaptureOptions(false, false);
}
