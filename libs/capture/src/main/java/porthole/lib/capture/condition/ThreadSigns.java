// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.condition;

import java.util.List;

/**
 * What tells a thread's condition, by the rules of docs/guides/stack-traces.md.
 *
 * @param running what the JVM and the operating system say of it
 * @param entering whether it wants to enter a lock that another thread owns
 * @param activities the kinds of what it has marked, such as {@code request}, in any case
 * @param bundles for each frame, innermost first, symbolic name and version of its bundle, or empty
 */
public record ThreadSigns(
    Running running, boolean entering, List<String> activities, List<String> bundles) {

  /** From this share of one CPU on, a thread that runs and has marked no activity works. */
  private static final double BUSY_PERCENT = 1;

  /** From this share on, one that waits at this instant does, too. */
  private static final double VERY_BUSY_PERCENT = 25;

  /**
   * Whether it runs.
   *
   * @param nativeThread whether it is one of the JVM's own, which have no state
   * @param state in the words of {@link Thread.State}, or empty
   * @param cpu share of one CPU in percent, or -1
   * @param inNativeMethod whether its innermost Java frame is a native method
   */
  public record Running(boolean nativeThread, String state, double cpu, boolean inNativeMethod) {}

  /** The condition that these signs tell. */
  public Condition condition() {
    Condition urgency = urgency();
    if (activities.stream().anyMatch("capture"::equalsIgnoreCase)) {
      return Condition.CAPTURING;
    }
    boolean captures =
        activities.isEmpty() && bundles.stream().anyMatch(ThreadSigns::isCaptureBundle);
    return captures && urgency == Condition.WORKING ? Condition.CAPTURING : urgency;
  }

  private Condition urgency() {
    if (entering || running.state().equals("BLOCKED")) {
      return Condition.BLOCKED;
    }
    return !activities.isEmpty() || runs() ? Condition.WORKING : Condition.IDLE;
  }

  /** Uses the CPU, or is inside our own code; what waits, in Java or in a native method, rests. */
  private boolean runs() {
    double cpu = running.cpu();
    if (cpu >= VERY_BUSY_PERCENT) {
      return true;
    }
    if (!running.state().equals("RUNNABLE") || bundles.isEmpty()) {
      return running.nativeThread() && cpu >= BUSY_PERCENT;
    }
    return bundles.stream().anyMatch(bundle -> bundle.startsWith("porthole."))
        || (!running.inNativeMethod() && (cpu < 0 || cpu >= BUSY_PERCENT));
  }

  private static boolean isCaptureBundle(String bundle) {
    return bundle.startsWith("porthole.capture/") || bundle.startsWith("porthole.capture.");
  }
}
