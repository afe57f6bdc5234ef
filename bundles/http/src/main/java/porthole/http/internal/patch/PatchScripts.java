// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.patch;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.script.api.HostFunction;
import porthole.script.api.Script;
import porthole.script.api.ScriptEngine;
import porthole.script.api.ScriptLimits;

/** Runs scripts that change documents, some at a time; others wait. Thread-safe. */
public final class PatchScripts {
  private final Supplier<ScriptEngine> engines;
  private final ScriptLimits limits;
  private final Semaphore turns;

  /**
   * On the engine that is there, within limits for each run.
   *
   * @param atOnce how many run at a time
   */
  public PatchScripts(Supplier<ScriptEngine> engines, ScriptLimits limits, int atOnce) {
    this.engines = engines;
    this.limits = limits;
    this.turns = new Semaphore(atOnce, true);
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
    return engines.get().compile(script.source(), within);
  }

  /** Changes a document. */
  @Nullable Object run(
      Script script,
      Map<String, HostFunction> functions,
      Map<String, @Nullable Object> document,
      Map<String, @Nullable Object> values) {
    turns.acquireUninterruptibly();
    try {
      return script.open(functions).call(UpdateScript.ENTRY, List.of(document, values));
    } finally {
      turns.release();
    }
  }
}
