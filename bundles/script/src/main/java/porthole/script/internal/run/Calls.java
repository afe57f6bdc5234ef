// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.run;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.JavaScriptException;
import org.mozilla.javascript.RhinoException;
import porthole.script.api.ScriptException;
import porthole.script.api.ScriptLimits;
import porthole.script.internal.limit.Meter;
import porthole.script.internal.limit.MeteredContext;
import porthole.script.internal.limit.Place;
import porthole.script.internal.limit.StopScript;
import porthole.script.internal.limit.ThreadUse;
import porthole.script.internal.value.Outgoing;

/** Goes into a script and comes out with its result or with the one failure that counts. */
record Calls(MeteredContext.Factory factory, ThreadUse use, ScriptLimits limits, Place place) {

  /** Does something in the script, on the calling thread, within the limits. */
  <T extends @Nullable Object> T run(Function<MeteredContext, T> work) {
    Meter meter = new Meter(use, limits, place);
    try (MeteredContext context = (MeteredContext) factory.enterContext()) {
      return measured(context, meter, work);
    } catch (StopScript e) {
      throw e.outcome();
    } catch (StackOverflowError e) {
      throwIfEnded(meter);
      throw meter.overLimit("calls or nests too deeply");
    } catch (OutOfMemoryError e) {
      throw meter.overLimit("needs more memory than there is");
    } catch (ScriptException e) {
      throwIfEnded(meter);
      throw e;
    } catch (RuntimeException e) {
      throwIfEnded(meter);
      throw new ScriptException.Failed("The script did what cannot be done: " + e, 0, 0);
    }
  }

  private <T extends @Nullable Object> T measured(
      MeteredContext context, Meter meter, Function<MeteredContext, T> work) {
    // A function of the host may have got here from another script.
    Meter outer = context.meter();
    context.measure(meter);
    try {
      T result = describing(context, work);
      throwIfEnded(meter);
      return result;
    } finally {
      context.measure(outer);
    }
  }

  private static void throwIfEnded(Meter meter) {
    StopScript ended = meter.ended();
    if (ended != null) {
      throw ended.outcome();
    }
  }

  private <T extends @Nullable Object> T describing(
      MeteredContext context, Function<MeteredContext, T> work) {
    try {
      return work.apply(context);
    } catch (JavaScriptException e) {
      throw failed(Outgoing.of(context).describe(e.getValue()), e);
    } catch (RhinoException e) {
      throw failed(e.details(), e);
    }
  }

  private ScriptException failed(String what, RhinoException failure) {
    return new ScriptException.Failed(
        place.describe(what, failure), place.line(failure), place.column(failure));
  }
}
