// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.patch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.script.api.HostFunction;
import porthole.script.api.Script;
import porthole.script.api.ScriptEngine;
import porthole.script.api.ScriptLimits;

/** Runs scripts that change documents, and remembers those that it has compiled. Thread-safe. */
public final class PatchScripts {
  private static final int REMEMBERED = 256;
  // A longer one is compiled each time it comes.
  private static final int REMEMBERED_CHARS = 32 * 1024;

  private record Key(ScriptEngine engine, UpdateScript script, ScriptLimits limits) {}

  private final Supplier<ScriptEngine> engines;
  private final ScriptLimits limits;
  private final Map<Key, Script> compiled = new LinkedHashMap<>(16, 0.75f, true);

  /** On the engine that is there, within limits for each run. */
  public PatchScripts(Supplier<ScriptEngine> engines, ScriptLimits limits) {
    this.engines = engines;
    this.limits = limits;
  }

  /** What a run may usually take. */
  public ScriptLimits limits() {
    return limits;
  }

  /**
   * The script, ready to run.
   *
   * @throws porthole.script.api.ScriptException.Syntax if it is none
   */
  public Script compile(UpdateScript script, ScriptLimits within) {
    Key key = new Key(engines.get(), script, within);
    synchronized (compiled) {
      Script known = compiled.get(key);
      if (known != null) {
        return known;
      }
    }
    Script made = key.engine.compile(script.source(), within);
    if (script.text().length() + script.functions().length() <= REMEMBERED_CHARS) {
      remember(key, made);
    }
    return made;
  }

  /** Changes a document. */
  @Nullable Object run(
      Script script,
      Map<String, HostFunction> functions,
      Map<String, @Nullable Object> document,
      Map<String, @Nullable Object> values) {
    return script.open(functions).call(UpdateScript.ENTRY, List.of(document, values));
  }

  private void remember(Key key, Script made) {
    synchronized (compiled) {
      // Those of an engine that was replaced would keep all of it in memory.
      compiled.keySet().removeIf(other -> other.engine != key.engine);
      compiled.put(key, made);
      if (compiled.size() > REMEMBERED) {
        compiled.remove(compiled.keySet().iterator().next());
      }
    }
  }
}
