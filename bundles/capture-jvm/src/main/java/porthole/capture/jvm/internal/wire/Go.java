// SPDX-License-Identifier: Apache-2.0
package porthole.capture.jvm.internal.wire;

/**
 * What tells a helper to begin.
 *
 * @param serverPid the process to look at; the helper refuses when it is not its parent
 * @param deadlineMillis how long the helper may take from now on
 */
public record Go(long serverPid, int deadlineMillis) {}
