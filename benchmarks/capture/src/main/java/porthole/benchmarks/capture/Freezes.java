// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

import java.util.ArrayList;
import java.util.List;

/**
 * What one run of a tool did to the target's threads.
 *
 * @param holds nanoseconds that a tracer held a thread, once for each hold
 * @param tracedThreads how many threads a tracer held
 * @param safepoints nanoseconds of each safepoint in which all Java threads stood
 * @param javaThreads how many there were
 */
record Freezes(List<Long> holds, int tracedThreads, List<Long> safepoints, int javaThreads) {

  static final Freezes NONE = new Freezes(List.of(), 0, List.of(), 0);

  static Freezes traced(List<Long> holds, int threads) {
    return new Freezes(holds, threads, List.of(), 0);
  }

  Freezes with(List<Long> safepointsMeanwhile, int threads) {
    return new Freezes(holds, tracedThreads, safepointsMeanwhile, threads);
  }

  long longestNanos() {
    List<Long> all = new ArrayList<>(holds);
    all.addAll(safepoints);
    return all.stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** A safepoint counts once for each Java thread. */
  long sumNanos() {
    long held = holds.stream().mapToLong(Long::longValue).sum();
    long stood = safepoints.stream().mapToLong(Long::longValue).sum();
    return held + stood * javaThreads;
  }

  int threads() {
    return Math.max(tracedThreads, safepoints.isEmpty() ? 0 : javaThreads);
  }
}
