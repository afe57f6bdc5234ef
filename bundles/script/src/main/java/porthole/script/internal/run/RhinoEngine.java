// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.run;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptableObject;
import porthole.script.api.Script;
import porthole.script.api.ScriptEngine;
import porthole.script.api.ScriptLimits;
import porthole.script.api.ScriptSource;
import porthole.script.internal.guard.StandardObjects;
import porthole.script.internal.limit.MeteredContext;
import porthole.script.internal.limit.Place;
import porthole.script.internal.limit.ThreadUse;

/** Rhino. Compiles to classes, which go with the script that they are of. */
public final class RhinoEngine implements ScriptEngine {
  private final MeteredContext.Factory factory = new MeteredContext.Factory();
  private final ThreadUse use;
  private final ScriptableObject standard;

  /** Makes what all scripts share, which none can change. */
  public RhinoEngine(ThreadUse use) {
    this.use = use;
    try (Context context = factory.enterContext()) {
      standard = StandardObjects.make(context);
    }
  }

  @Override
  public Script compile(ScriptSource source, ScriptLimits limits) {
    Calls calls = new Calls(factory, use, limits, new Place(source));
    String text = source.before() + source.text() + source.after();
    return new RhinoScript(calls, standard, Compiler.compile(factory, new Place(source), text));
  }
}
