// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.run;

import java.util.Map;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.ScriptableObject;
import porthole.script.api.HostFunction;
import porthole.script.api.Script;
import porthole.script.api.ScriptScope;

/**
 * A compiled script.
 *
 * @param standard what every scope inherits
 */
record RhinoScript(Calls calls, ScriptableObject standard, org.mozilla.javascript.Script code)
    implements Script {

  @Override
  public ScriptScope open(Map<String, HostFunction> host) {
    return calls.run(
        context -> {
          NativeObject scope = new NativeObject();
          scope.setPrototype(standard);
          scope.defineProperty("globalThis", scope, ScriptableObject.DONTENUM);
          host.forEach((name, function) -> define(scope, name, function));
          code.exec(context, scope, scope);
          return new RhinoScope(calls, scope);
        });
  }

  private static void define(NativeObject scope, String name, HostFunction function) {
    scope.defineProperty(name, new HostCall(scope, name, function), ScriptableObject.DONTENUM);
  }
}
