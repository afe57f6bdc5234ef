// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.stacks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import porthole.capture.api.RawFrame;
import porthole.capture.api.RawLock;
import porthole.capture.api.ReportedFrame;
import porthole.capture.api.ReportedThread;
import porthole.lib.capture.condition.Condition;
import porthole.lib.capture.condition.ThreadSigns;

/** Tells, of the threads of a report, what works from what rests. */
final class Conditions {
  private Conditions() {}

  static Condition of(ReportedThread thread) {
    RawLock lock = thread.lock;
    boolean entering = lock != null && !lock.waiting() && lock.ownerThreadId() > 0;
    ThreadSigns.Running running =
        new ThreadSigns.Running(
            thread.nativeThread,
            thread.state == null ? "" : thread.state.name(),
            thread.recentCpuPercent,
            inNativeMethod(thread.frames));
    List<String> bundles = thread.frames.stream().map(ReportedFrame::bundle).toList();
    return new ThreadSigns(running, entering, kinds(thread), bundles).condition();
  }

  /** Its C frames, if it has any, come before its Java frames. */
  private static boolean inNativeMethod(List<ReportedFrame> frames) {
    return frames.stream()
        .map(ReportedFrame::frame)
        .filter(frame -> !frame.className().isEmpty())
        .findFirst()
        .filter(frame -> frame.line() == RawFrame.NATIVE_METHOD)
        .isPresent();
  }

  private static List<String> kinds(ReportedThread thread) {
    List<String> kinds = new ArrayList<>();
    if (thread.fields.get("Activity") instanceof Map<?, ?> activity) {
      kinds.add(String.valueOf(activity.get("Kind")));
      if (activity.get("Within") instanceof List<?> outer) {
        for (Object one : outer) {
          kinds.add(one instanceof Map<?, ?> map ? String.valueOf(map.get("Kind")) : "");
        }
      }
    }
    return kinds;
  }
}
