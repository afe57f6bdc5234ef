// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.limit;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.regexp.RegExpImpl;

/** A thread's stay in a script, which knows what it may take. */
public final class MeteredContext extends Context {
  // About 5 us of work.
  private static final int STEPS_BETWEEN_CHECKS = 1000;

  private @Nullable Meter meter;

  private MeteredContext(ContextFactory factory) {
    super(factory);
    setLanguageVersion(VERSION_ECMASCRIPT);
    setClassShutter(name -> false);
    setInstructionObserverThreshold(STEPS_BETWEEN_CHECKS);
    ScriptRuntime.setRegExpProxy(this, new RegExpImpl());
  }

  /** What it has taken; null: nothing is counted. */
  public @Nullable Meter meter() {
    return meter;
  }

  /** From now on counts with another one. */
  public void measure(@Nullable Meter newMeter) {
    meter = newMeter;
  }

  /** From now on what is used is the script's own. */
  public void begin() {
    if (meter != null) {
      meter.restart();
    }
  }

  /** Makes them; never the global one, which other users of Rhino may have set. */
  public static final class Factory extends ContextFactory {

    @Override
    protected Context makeContext() {
      return new MeteredContext(this);
    }

    @Override
    protected boolean hasFeature(Context context, int feature) {
      return switch (feature) {
        case Context.FEATURE_E4X,
            Context.FEATURE_ENHANCED_JAVA_ACCESS,
            Context.FEATURE_ENABLE_JAVA_MAP_ACCESS,
            Context.FEATURE_PARENT_PROTO_PROPERTIES,
            Context.FEATURE_V8_EXTENSIONS ->
            false;
        default -> super.hasFeature(context, feature);
      };
    }

    @Override
    protected void observeInstructionCount(Context context, int count) {
      if (context instanceof MeteredContext metered && metered.meter != null) {
        metered.meter.check();
      }
    }
  }
}
