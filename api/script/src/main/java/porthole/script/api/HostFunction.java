// SPDX-License-Identifier: Apache-2.0
package porthole.script.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** A function that a script may call. */
@FunctionalInterface
@ConsumerType
public interface HostFunction {

  /**
   * Called by the script.
   *
   * @param arguments plain values, those that the script gave
   * @return a plain value, of which the script gets a copy
   * @throws RuntimeException ends the script, which cannot catch it; the caller of the script gets
   *     it as it is
   */
  @Nullable Object call(List<@Nullable Object> arguments);
}
