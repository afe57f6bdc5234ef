// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal;

import java.lang.management.ManagementFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import porthole.script.api.Script;
import porthole.script.api.ScriptEngine;
import porthole.script.api.ScriptLimits;
import porthole.script.api.ScriptSource;
import porthole.script.internal.limit.ThreadUse;
import porthole.script.internal.run.RhinoEngine;

/** The engine for JavaScript. */
@Component
public final class ScriptComponent implements ScriptEngine {
  private static final System.Logger LOG = System.getLogger("porthole.script");

  private final RhinoEngine engine;

  /** Makes what all scripts share. */
  @Activate
  public ScriptComponent() {
    engine = new RhinoEngine(use());
  }

  @Override
  public Script compile(ScriptSource source, ScriptLimits limits) {
    return engine.compile(source, limits);
  }

  private static ThreadUse use() {
    if (ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
        && threads.isThreadAllocatedMemorySupported()
        && threads.isThreadAllocatedMemoryEnabled()) {
      return new ThreadUse(System::nanoTime, threads::getCurrentThreadAllocatedBytes);
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "This JVM does not say what a thread allocates: scripts are bounded in time, and in memory"
            + " by the size of single values only.");
    return new ThreadUse(System::nanoTime, () -> 0);
  }
}
