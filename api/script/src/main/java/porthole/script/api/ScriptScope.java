// SPDX-License-Identifier: Apache-2.0
package porthole.script.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** A script that has been run, with its variables. For one thread at a time; needs no closing. */
@ProviderType
public interface ScriptScope {

  /**
   * Calls a function of the script.
   *
   * @param arguments plain values; the script gets copies and may change them
   * @return a copy of what it returns, as a plain value: dates as ISO 8601 text, null for undefined
   *     and for numbers that JSON has not; members that are functions or undefined are left out
   * @throws ScriptException if it fails, takes too much, or is not there
   */
  @Nullable Object call(String function, List<@Nullable Object> arguments);
}
