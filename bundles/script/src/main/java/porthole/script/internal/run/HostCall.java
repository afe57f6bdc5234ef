// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import porthole.script.api.HostFunction;
import porthole.script.internal.limit.Meter;
import porthole.script.internal.limit.MeteredContext;
import porthole.script.internal.value.Incoming;
import porthole.script.internal.value.Outgoing;

/** A function of the host as the script sees it. */
final class HostCall extends BaseFunction {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final transient HostFunction function;

  HostCall(ScriptableObject scope, String name, HostFunction function) {
    super(scope, ScriptableObject.getFunctionPrototype(scope));
    this.name = name;
    this.function = function;
  }

  @Override
  public String getFunctionName() {
    return name;
  }

  @Override
  public @Nullable Object call(
      Context context, Scriptable scope, Scriptable self, Object[] arguments) {
    Meter meter = ((MeteredContext) context).meter();
    if (meter == null) {
      throw new IllegalStateException("No script runs.");
    }
    meter.spend(context, 10);
    Outgoing outgoing = new Outgoing(context, meter);
    List<@Nullable Object> given = new ArrayList<>();
    for (Object argument : arguments) {
      given.add(outgoing.plain(argument));
    }
    return new Incoming(getParentScope()).value(answer(meter, given));
  }

  private @Nullable Object answer(Meter meter, List<@Nullable Object> given) {
    try {
      return function.call(given);
    } catch (RuntimeException e) {
      throw meter.stop(e);
    }
  }

  @Override
  public Scriptable construct(Context context, Scriptable scope, Object[] arguments) {
    throw ScriptRuntime.typeError(name + " is not a constructor");
  }
}
