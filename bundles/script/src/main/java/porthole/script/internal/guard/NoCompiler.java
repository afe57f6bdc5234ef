// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.guard;

import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;

/** Stands for the constructor of functions, and makes none. */
final class NoCompiler extends BaseFunction {

  private static final long serialVersionUID = 1L;

  NoCompiler(Scriptable scope, Scriptable functions) {
    super(scope, functions);
    setImmunePrototypeProperty(functions);
  }

  @Override
  public String getFunctionName() {
    return "Function";
  }

  @Override
  public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
    throw ScriptRuntime.constructError("EvalError", "Texts cannot become functions here");
  }

  @Override
  public Scriptable construct(Context context, Scriptable scope, Object[] arguments) {
    throw ScriptRuntime.constructError("EvalError", "Texts cannot become functions here");
  }
}
