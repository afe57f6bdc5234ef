// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.frames;

import porthole.capture.api.CaptureOptions;

/**
 * What tells a helper to begin.
 *
 * @param serverPid the process to look at; the helper refuses when it is not its parent
 * @param deadlineMillis how long the helper may take from now on
 * @param options what is wanted beyond the Java stacks
 */
public record Go(long serverPid, int deadlineMillis, CaptureOptions options) {}
