// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.harness;

import java.nio.file.Path;

/**
 * A command that has ended.
 *
 * @param begin {@link Clock#nanos} before it was started
 * @param end {@link Clock#nanos} when it had ended
 * @param cpuNanos CPU time of it and of what it started and waited for
 * @param exitCode -1 when it was killed since it took too long
 * @param output the file with what it said, errors included
 */
public record Ran(long begin, long end, long cpuNanos, int exitCode, Path output) {

  public long wallNanos() {
    return end - begin;
  }
}
