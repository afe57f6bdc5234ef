// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeObject;
import porthole.script.api.ScriptException;
import porthole.script.api.ScriptScope;
import porthole.script.internal.value.Incoming;
import porthole.script.internal.value.Outgoing;

/** The variables of a script that has been run. */
record RhinoScope(Calls calls, NativeObject scope) implements ScriptScope {

  @Override
  public @Nullable Object call(String name, List<@Nullable Object> arguments) {
    if (!(scope.get(name, scope) instanceof Function function)) {
      throw new ScriptException.Failed("The script has no function '" + name + "'.", 0, 0);
    }
    return calls.run(
        context -> {
          Incoming incoming = new Incoming(scope);
          Object[] given = new Object[arguments.size()];
          for (int i = 0; i < given.length; i++) {
            given[i] = incoming.value(arguments.get(i));
          }
          context.begin();
          Object result = function.call(context, scope, scope, given);
          return Outgoing.of(context).plain(result);
        });
  }
}
