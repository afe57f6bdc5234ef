// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

/**
 * What is wanted beyond the Java stacks. A backend that cannot give it leaves it out, with a
 * remark.
 *
 * @param nativeFrames the C and C++ frames of every thread, too
 * @param consistent all threads at one instant, at the price of holding them all until the last is
 *     read
 * @param virtualThreads the virtual threads that no thread carries, too; the broker adds them, from
 *     inside
 */
public record CaptureOptions(boolean nativeFrames, boolean consistent, boolean virtualThreads) {

  /** Nothing beyond the Java stacks. */
  public static final CaptureOptions PLAIN = new CaptureOptions(false, false);

  /** Without virtual threads that no thread carries. */
  public CaptureOptions(boolean nativeFrames, boolean consistent) {
    this(nativeFrames, consistent, false);
  }
}
