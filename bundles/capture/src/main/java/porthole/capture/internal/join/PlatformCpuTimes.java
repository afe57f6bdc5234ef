// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.join;

import java.lang.management.ThreadMXBean;

/** CPU times as the platform's thread bean tells them. */
public final class PlatformCpuTimes implements CpuSampler.CpuTimes {
  private final ThreadMXBean threads;
  private final boolean supported;

  /** Times of this JVM's threads. */
  public PlatformCpuTimes(ThreadMXBean threads) {
    this.threads = threads;
    this.supported = threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
  }

  @Override
  public long[] threadIds() {
    return threads.getAllThreadIds();
  }

  @Override
  public long cpuNanos(long threadId) {
    return supported && threadId > 0 ? threads.getThreadCpuTime(threadId) : -1;
  }

  @Override
  public long userNanos(long threadId) {
    return supported && threadId > 0 ? threads.getThreadUserTime(threadId) : -1;
  }
}
