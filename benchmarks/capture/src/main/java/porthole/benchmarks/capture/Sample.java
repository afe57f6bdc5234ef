// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

/**
 * One run of one tool on one target.
 *
 * @param toolCpuNanos CPU time of the processes that it runs in, the server apart
 * @param serverCpuNanos CPU time of the server meanwhile, its busy threads apart
 * @param otherSafepoints how many safepoints of other causes fell into it, such as a collection
 */
record Sample(
    Key key,
    long wallNanos,
    long toolCpuNanos,
    long serverCpuNanos,
    Freezes freezes,
    int otherSafepoints) {

  /** Which run. */
  record Key(String target, String tool, int round) {}

  long cpuNanos() {
    return toolCpuNanos + serverCpuNanos;
  }
}
