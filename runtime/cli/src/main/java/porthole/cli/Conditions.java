// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import com.google.gson.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what works from what rests, by the rules of docs/guides/stack-traces.md.
 *
 * @param state in the words of {@link Thread.State}, or empty
 * @param cpu share of one CPU in percent, or -1
 */
record Conditions(
    String state, double cpu, List<Capture.Activity> activities, List<Capture.Frame> frames) {

  /** From this share of one CPU on, a thread that runs and has marked no activity works. */
  private static final double BUSY_PERCENT = 1;

  /** From this share on, one that waits at this instant does, too. */
  private static final double VERY_BUSY_PERCENT = 25;

  /** The condition of the thread that waits for {@code lock}, or for none. */
  Capture.Condition of(@Nullable JsonObject lock) {
    Capture.Condition urgency = urgency(lock);
    boolean captures =
        activities.isEmpty() && frames.stream().anyMatch(frame -> isOf(frame, "porthole.capture"));
    boolean marked =
        activities.stream().anyMatch(one -> one.subject().kind().equalsIgnoreCase("capture"));
    return marked || (captures && urgency == Capture.Condition.WORKING)
        ? Capture.Condition.LOOKING
        : urgency;
  }

  private Capture.Condition urgency(@Nullable JsonObject lock) {
    boolean entering = lock != null && lock.has("OwnerId") && !lock.get("Waiting").getAsBoolean();
    if (state.equals("BLOCKED") || entering) {
      return Capture.Condition.BLOCKED;
    }
    return !activities.isEmpty() || runs() ? Capture.Condition.WORKING : Capture.Condition.IDLE;
  }

  /** Uses the CPU, or is inside our own code; what waits, in Java or in a native method, rests. */
  private boolean runs() {
    if (cpu >= VERY_BUSY_PERCENT) {
      return true;
    }
    if (!state.equals("RUNNABLE") || frames.isEmpty()) {
      // The JVM's own threads have no state.
      return state.isEmpty() && cpu >= BUSY_PERCENT;
    }
    boolean inNative = frames.get(0).text().endsWith("(Native Method)");
    return frames.stream().anyMatch(frame -> frame.bundle().startsWith("porthole."))
        || (!inNative && (cpu < 0 || cpu >= BUSY_PERCENT));
  }

  private static boolean isOf(Capture.Frame frame, String bundle) {
    return frame.bundle().startsWith(bundle + "/") || frame.bundle().startsWith(bundle + ".");
  }
}
