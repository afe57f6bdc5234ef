// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.stacks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import porthole.capture.api.ReportedFrame;
import porthole.capture.api.ReportedThread;

/**
 * Threads that are at the same place: each frame, its line and its bundle are the same.
 *
 * @param frames from the innermost to the outermost
 * @param nativeThreads whether these are the JVM's own threads
 * @param threads in the capture's order, never empty
 */
record MergedStack(
    List<ReportedFrame> frames, boolean nativeThreads, List<ReportedThread> threads) {

  /** The distinct stacks, in the order in which their first threads stand in the capture. */
  static List<MergedStack> merge(List<ReportedThread> threads) {
    Map<Place, MergedStack> stacks = new LinkedHashMap<>();
    for (ReportedThread thread : threads) {
      stacks
          .computeIfAbsent(
              new Place(thread.frames, thread.nativeThread),
              place -> new MergedStack(place.frames, place.nativeThread, new ArrayList<>()))
          .threads
          .add(thread);
    }
    return List.copyOf(stacks.values());
  }

  private record Place(List<ReportedFrame> frames, boolean nativeThread) {}
}
