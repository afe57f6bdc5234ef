// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

/**
 * A frame and whose code it is.
 *
 * @param frame the frame
 * @param bundle symbolic name and version of the bundle that its class comes from, such as {@code
 *     porthole.storage/0.1.0}; empty for the JDK's and for native frames
 */
public record ReportedFrame(RawFrame frame, String bundle) {}
