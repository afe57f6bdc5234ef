// SPDX-License-Identifier: Apache-2.0
package porthole.script.api;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** A compiled script. Thread-safe. */
@ProviderType
public interface Script {

  /**
   * Runs the code outside of its functions, in a scope of its own.
   *
   * @param host functions that the script may call, by name
   * @throws ScriptException if it fails or takes too much
   */
  ScriptScope open(Map<String, HostFunction> host);
}
