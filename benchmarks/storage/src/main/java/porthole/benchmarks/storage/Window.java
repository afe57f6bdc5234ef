// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

/**
 * What was done in a while.
 *
 * @param operations documents written and acknowledged, or read
 * @param nanos how long it took
 * @param peerCpuNanos CPU time of the peer's processes meanwhile
 * @param clientCpuNanos CPU time of the load generator; 0 where the load is in the peer itself
 */
record Window(long operations, long nanos, long peerCpuNanos, long clientCpuNanos) {

  double perSecond() {
    return operations * 1e9 / nanos;
  }

  double peerMicrosEach() {
    return peerCpuNanos / 1e3 / operations;
  }

  double clientMicrosEach() {
    return clientCpuNanos / 1e3 / operations;
  }
}
