// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.run;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.script.api.HostFunction;
import porthole.script.api.Script;
import porthole.script.api.ScriptLimits;
import porthole.script.api.ScriptSource;
import porthole.script.internal.limit.ThreadUse;

/** Runs scripts for tests, on an engine that they share. */
final class Scripts {
  static final long BYTES = 32 * 1024 * 1024;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final RhinoEngine ENGINE =
      new RhinoEngine(new ThreadUse(System::nanoTime, THREADS::getCurrentThreadAllocatedBytes));
  private static final ScriptLimits USUAL = new ScriptLimits(Duration.ofSeconds(10), BYTES);

  /** For what would never end. */
  static final ScriptLimits SHORT = new ScriptLimits(Duration.ofMillis(100), BYTES);

  private Scripts() {}

  /** What the body of a function returns. */
  static @Nullable Object eval(String body, @Nullable Object... arguments) {
    return eval(Map.of(), body, arguments);
  }

  /** What the body of a function returns that may call functions of the host. */
  static @Nullable Object eval(
      Map<String, HostFunction> host, String body, @Nullable Object... arguments) {
    return compile(function(body), USUAL).open(host).call("test", Arrays.asList(arguments));
  }

  /** Runs the body of a function for a short time. */
  static @Nullable Object evalShort(String body) {
    return evalShort(Map.of(), body);
  }

  /** Runs the body of a function for a short time that may call functions of the host. */
  static @Nullable Object evalShort(Map<String, HostFunction> host, String body) {
    return compile(function(body), SHORT).open(host).call("test", List.of());
  }

  static Script compile(ScriptSource source, ScriptLimits limits) {
    return ENGINE.compile(source, limits);
  }

  private static ScriptSource function(String body) {
    return new ScriptSource("test", "function test(a, b) {\n", body, "\n}");
  }
}
