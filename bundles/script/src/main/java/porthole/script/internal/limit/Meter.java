// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.limit;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptRuntime;
import porthole.script.api.ScriptException;
import porthole.script.api.ScriptLimits;

/**
 * What one call into a script has used, and the end of it when that is too much. Once it has ended
 * a call, each further step of that call ends again, so that no {@code finally} can go on. For one
 * thread.
 */
public final class Meter {
  private static final int NANOS_PER_MILLI = 1_000_000;
  // What is no larger is left to the next look at the whole.
  private static final long SMALL_BYTES = 4096;
  // As many units as are spent between two looks at the clock, and a few times more.
  private static final int MOST_UNITS = 1 << 20;

  private final ThreadUse use;
  private final ScriptLimits limits;
  private final Place place;
  private long endNanos;
  private long startBytes;
  private @Nullable StopScript ended;

  /** Starts now. */
  public Meter(ThreadUse use, ScriptLimits limits, Place place) {
    this.use = use;
    this.limits = limits;
    this.place = place;
    restart();
  }

  /** Starts again: what was used so far, such as to copy the script's arguments, is not its own. */
  public void restart() {
    endNanos = use.nanos().getAsLong() + limits.time().toNanos();
    startBytes = use.bytes().getAsLong();
  }

  /** That of the script that the calling thread is in; null: it is in none. */
  public static @Nullable Meter current() {
    return Context.getCurrentContext() instanceof MeteredContext metered ? metered.meter() : null;
  }

  /** Ends the script if it has taken too much. */
  void check() {
    if (ended != null) {
      throw ended;
    }
    if (limits.stopped().getAsBoolean()) {
      throw stop("was told to end");
    }
    if (use.nanos().getAsLong() - endNanos > 0) {
      throw stop("ran longer than " + limits.time().toNanos() / NANOS_PER_MILLI + " ms");
    }
    if (used() > limits.bytes()) {
      throw stop("allocated more than " + limits.bytes() + " bytes");
    }
  }

  /** Counts work that the engine does not count: a unit is about a step of a script. */
  public void spend(Context context, long units) {
    if (ended != null) {
      throw ended;
    }
    ScriptRuntime.addInstructionCount(context, (int) Math.min(Math.max(units, 1), MOST_UNITS));
  }

  /** Ends the script if so much cannot be allocated any more. */
  public void need(long bytes) {
    if (bytes > SMALL_BYTES && bytes > limits.bytes() - used()) {
      throw ended != null ? ended : stop("needs more than " + limits.bytes() + " bytes");
    }
  }

  /** Ends the script with a failure that it cannot catch. */
  public StopScript stop(RuntimeException outcome) {
    ended = new StopScript(outcome);
    return ended;
  }

  /** What has ended it; null: nothing has. */
  public @Nullable StopScript ended() {
    return ended;
  }

  private StopScript stop(String what) {
    return stop(overLimit(what));
  }

  /** It took too much. */
  public ScriptException.OverLimit overLimit(String what) {
    EvaluatorException here = here();
    return new ScriptException.OverLimit(
        place.describe("The script " + what, here), place.line(here), place.column(here));
  }

  private static EvaluatorException here() {
    try {
      return Context.reportRuntimeError("");
    } catch (RhinoException | StackOverflowError deep) {
      return new EvaluatorException("");
    }
  }

  private long used() {
    return use.bytes().getAsLong() - startBytes;
  }
}
