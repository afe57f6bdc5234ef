// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

/**
 * One frame of a stack.
 *
 * @param className binary name of the class with dots, or empty for a frame that is not Java's
 * @param method method or function name
 * @param file source file or native module; empty where it is not known
 * @param line line number; 0 where it is not known, -2 for a native method
 */
public record RawFrame(String className, String method, String file, int line) {

  /** The line number of a native method, as in {@link StackTraceElement}. */
  public static final int NATIVE_METHOD = -2;
}
