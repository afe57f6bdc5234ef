// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.join;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows how much CPU each thread used over the last second or so.
 *
 * <p>{@link #refresh} is called about once a second in the background, so that a capture finds a
 * baseline and never waits for a window. Thread-safe.
 */
public final class CpuSampler {
  // A shorter window says more about the clock than about the thread.
  private static final long MIN_WINDOW_NANOS = 200_000_000L;

  private final CpuTimes times;
  private final LongSupplier monotonicNanos;
  private volatile @Nullable Baseline newer;
  private volatile @Nullable Baseline older;

  /** Where CPU times come from. */
  public interface CpuTimes {
    /** {@code Thread.getId()} of all threads. */
    long[] threadIds();

    /** CPU time of a thread in nanoseconds, or -1. */
    long cpuNanos(long threadId);

    /** User-mode CPU time of a thread in nanoseconds, or -1. */
    long userNanos(long threadId);
  }

  private record Baseline(long atNanos, long[] ids, long[] cpuNanos) {

    /** CPU time of a thread that is not listed: ids only grow, so an older one is never listed. */
    long before(long threadId) {
      return ids.length == 0 || threadId > ids[ids.length - 1] ? 0 : -1;
    }
  }

  /** A sampler without a baseline yet. */
  public CpuSampler(CpuTimes times, LongSupplier monotonicNanos) {
    this.times = times;
    this.monotonicNanos = monotonicNanos;
  }

  /** Takes a new baseline. */
  public void refresh() {
    long now = monotonicNanos.getAsLong();
    long[] ids = times.threadIds();
    Arrays.sort(ids);
    long[] cpu = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      cpu[i] = times.cpuNanos(ids[i]);
    }
    older = newer;
    newer = new Baseline(now, ids, cpu);
  }

  CpuTimes times() {
    return times;
  }

  /**
   * Share of one CPU, 0 to 100, that a thread used since the baseline.
   *
   * @param cpuNanos its CPU time now
   * @return -1 when there is no baseline yet, or none for this thread, such as a compiler's; a
   *     thread younger than the baseline began at zero
   */
  double recentPercent(long threadId, long cpuNanos) {
    long now = monotonicNanos.getAsLong();
    Baseline baseline = newer;
    if (baseline != null && now - baseline.atNanos < MIN_WINDOW_NANOS) {
      baseline = older;
    }
    if (baseline == null || cpuNanos < 0) {
      return -1;
    }
    int index = Arrays.binarySearch(baseline.ids, threadId);
    long before = index < 0 ? baseline.before(threadId) : baseline.cpuNanos[index];
    if (before < 0 || now <= baseline.atNanos) {
      return -1;
    }
    double percent = 100.0 * (cpuNanos - before) / (now - baseline.atNanos);
    return Math.min(100, Math.max(0, percent));
  }
}
