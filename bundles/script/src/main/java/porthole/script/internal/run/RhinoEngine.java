// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.run;

import java.util.LinkedHashMap;
import java.util.Map;
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

/**
 * Rhino. Compiles to classes, which go with the script that they are of; the scripts used last are
 * remembered.
 */
public final class RhinoEngine implements ScriptEngine {
  private static final int REMEMBERED = 512;
  // A longer one is compiled each time it comes.
  private static final int REMEMBERED_CHARS = 32 * 1024;

  private record Key(ScriptSource source, ScriptLimits limits) {}

  private final MeteredContext.Factory factory = new MeteredContext.Factory();
  private final Map<Key, Script> remembered = new LinkedHashMap<>(16, 0.75f, true);
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
    Key key = new Key(source, limits);
    synchronized (remembered) {
      Script known = remembered.get(key);
      if (known != null) {
        return known;
      }
    }
    String text = source.before() + source.text() + source.after();
    Place place = new Place(source);
    Calls calls = new Calls(factory, use, limits, place);
    Script made = new RhinoScript(calls, standard, Compiler.compile(factory, place, text));
    if (text.length() <= REMEMBERED_CHARS) {
      remember(key, made);
    }
    return made;
  }

  private void remember(Key key, Script made) {
    synchronized (remembered) {
      remembered.put(key, made);
      if (remembered.size() > REMEMBERED) {
        remembered.remove(remembered.keySet().iterator().next());
      }
    }
  }
}
