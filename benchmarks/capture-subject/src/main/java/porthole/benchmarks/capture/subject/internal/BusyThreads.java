// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture.subject.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** Threads that do nothing but compute, and count how much they got done. */
final class BusyThreads implements AutoCloseable {
  /** Longs from one counter to the next, so that no two share a cache line. */
  private static final int STRIDE = 32;

  private static final int STEPS = 2_000;

  private final AtomicLongArray counters;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ended;

  private BusyThreads(int count) {
    this.counters = new AtomicLongArray((count + 1) * STRIDE);
  }

  static BusyThreads start(int count) {
    BusyThreads busy = new BusyThreads(count);
    for (int i = 0; i < count; i++) {
      int place = (i + 1) * STRIDE;
      Thread thread = new Thread(() -> busy.compute(place), "busy-" + i);
      thread.setDaemon(true);
      busy.threads.add(thread);
      thread.start();
    }
    return busy;
  }

  private void compute(int place) {
    long state = place;
    long done = 0;
    while (!ended) {
      state = steps(state);
      done++;
      // What state comes to is used, so that no compiler leaves the steps out.
      counters.lazySet(place, state == 0 ? 0 : done);
    }
  }

  private static long steps(long from) {
    long state = from;
    for (int i = 0; i < STEPS; i++) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
    }
    return state;
  }

  /** Rounds of computing done so far by all of them. */
  long work() {
    long sum = 0;
    for (int i = 1; i <= threads.size(); i++) {
      sum += counters.get(i * STRIDE);
    }
    return sum;
  }

  /** CPU time of all of them so far. */
  long cpuNanos() {
    ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    return threads.stream().mapToLong(thread -> bean.getThreadCpuTime(thread.getId())).sum();
  }

  @Override
  public void close() {
    ended = true;
  }
}
