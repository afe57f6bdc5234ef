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
   * @param arguments plain values, which nobody changes any more; the script gets copies and may
   *     change them. Besides Long and Double other numbers may be given: they are numbers to the
   *     script and come out as they are unless it computes with them
   * @return a copy of what it returns, as a plain value: dates as ISO 8601 text, null for undefined
   *     and for numbers that JSON has not; members that are functions or undefined are left out.
   *     What the script did not look at may be shared with the arguments
   * @throws ScriptException if it fails, takes too much, or is not there
   */
  @Nullable Object call(String function, List<@Nullable Object> arguments);
}
