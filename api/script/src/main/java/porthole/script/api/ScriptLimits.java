// SPDX-License-Identifier: Apache-2.0
package porthole.script.api;

import java.time.Duration;

/**
 * What one call into a script may take.
 *
 * @param time of the calling thread
 * @param bytes that the calling thread allocates meanwhile
 */
public record ScriptLimits(Duration time, long bytes) {}
