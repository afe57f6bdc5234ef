// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.guard;

import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import porthole.script.internal.limit.Meter;

/** The order of lists that are sorted without one, which counts what it compares. */
final class TextOrder extends BaseFunction {

  private static final long serialVersionUID = 1L;
  private static final int CHARS_PER_UNIT = 16;

  TextOrder(Scriptable scope) {
    super(scope, ScriptableObject.getFunctionPrototype(scope));
  }

  @Override
  public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
    String left = ScriptRuntime.toString(arguments[0]);
    String right = ScriptRuntime.toString(arguments[1]);
    Meter meter = Meter.current();
    if (meter != null) {
      meter.spend(context, Math.min(left.length(), right.length()) / CHARS_PER_UNIT);
    }
    return left.compareTo(right);
  }
}
