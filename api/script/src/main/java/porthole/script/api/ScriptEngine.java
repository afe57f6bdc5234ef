// SPDX-License-Identifier: Apache-2.0
package porthole.script.api;

import org.osgi.annotation.versioning.ProviderType;

/** Compiles scripts. Thread-safe. */
@ProviderType
public interface ScriptEngine {

  /**
   * Compiles a script.
   *
   * @throws ScriptException.Syntax if it is none; the place is that in the user's text
   */
  Script compile(ScriptSource source, ScriptLimits limits);
}
