// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.projection;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.search.StopSignal;
import porthole.script.api.HostFunction;
import porthole.script.api.ScriptEngine;
import porthole.script.api.ScriptException;
import porthole.script.api.ScriptLimits;
import porthole.script.api.ScriptScope;
import porthole.script.api.ScriptSource;

/** The JavaScript that a query brings along, which runs until the query ends. For one thread. */
final class QueryScript {
  // What one result may take.
  private static final Duration TIME = Duration.ofSeconds(1);
  private static final long BYTES = 64L << 20;

  private final ScriptScope scope;
  private final Host host;

  private QueryScript(ScriptScope scope, Host host) {
    this.scope = scope;
    this.host = host;
  }

  /**
   * What a script runs on, and with.
   *
   * @param declared the names of its functions
   */
  record Host(
      ScriptEngine engine,
      Map<String, HostFunction> functions,
      Set<String> declared,
      StopSignal stop) {}

  /**
   * Runs what is outside of functions.
   *
   * @throws IndexingException.BadScript if that fails
   */
  static QueryScript open(
      ScriptSource source, Map<String, @Nullable Object> parameters, Host host) {
    ScriptLimits limits = new ScriptLimits(TIME, BYTES, host.stop()::isGiven);
    try {
      ScriptScope scope = host.engine().compile(source, limits).open(host.functions());
      QueryScript script = new QueryScript(scope, host);
      script.call(ScriptText.SET, List.of(parameters));
      return script;
    } catch (ScriptException e) {
      throw failure(e, host.stop());
    }
  }

  /** Whether the query has a function of that name. */
  boolean declares(String function) {
    return host.declared().contains(function);
  }

  /**
   * Calls a function.
   *
   * @throws IndexingException.BadScript if it fails or takes too much
   */
  @Nullable Object call(String function, List<@Nullable Object> arguments) {
    try {
      return scope.call(function, arguments);
    } catch (ScriptException e) {
      throw failure(e, host.stop());
    }
  }

  private static RuntimeException failure(ScriptException e, StopSignal stop) {
    stop.check();
    return new IndexingException.BadScript(String.valueOf(e.getMessage()));
  }
}
