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

/** Runs scripts for tests, on an engine that they share. */
final class Scripts {
  static final long BYTES = 32 * 1024 * 1024;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final RhinoEngine ENGINE =
      new RhinoEngine(new ThreadUse(System::nanoTime, THREADS::getCurrentThreadAllocatedBytes));
  private static final ScriptLimits LIMITS = new ScriptLimits(Duration.ofMillis(500), BYTES);

  private Scripts() {}

  /** What the body of a function returns. */
  static @Nullable Object eval(String body, @Nullable Object... arguments) {
    return eval(Map.of(), body, arguments);
  }

  static @Nullable Object eval(
      Map<String, HostFunction> host, String body, @Nullable Object... arguments) {
    ScriptSource source = new ScriptSource("test", "function test(a, b) {\n", body, "\n}");
    List<@Nullable Object> given = Arrays.asList(arguments);
    return compile(source).open(host).call("test", given);
  }

  static Script compile(ScriptSource source) {
    return ENGINE.compile(source, LIMITS);
  }
}
