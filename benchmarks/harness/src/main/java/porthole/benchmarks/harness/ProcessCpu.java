// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.harness;

import java.time.Duration;
import java.util.stream.Stream;

/** The CPU time of a process and of all that it has started and that has not ended. */
public final class ProcessCpu {
  private ProcessCpu() {}

  /** So far, in nanoseconds. */
  public static long nanos(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToLong(each -> each.info().totalCpuDuration().map(Duration::toNanos).orElse(0L))
        .sum();
  }
}
