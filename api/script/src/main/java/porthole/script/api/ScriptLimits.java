// SPDX-License-Identifier: Apache-2.0
package porthole.script.api;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What one call into a script may take.
 *
 * @param time of the calling thread
 * @param bytes that the calling thread allocates meanwhile
 * @param stopped whether it is to end now; asked often, by the calling thread
 */
public record ScriptLimits(Duration time, long bytes, BooleanSupplier stopped) {

  /** That nobody ends before. */
  public ScriptLimits(Duration time, long bytes) {
    this(time, bytes, () -> false);
  }
}
