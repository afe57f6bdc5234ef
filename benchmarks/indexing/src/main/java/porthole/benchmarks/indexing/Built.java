// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing;

import porthole.benchmarks.indexing.peer.DataSet;

/**
 * An index that was built from nothing until it had everything.
 *
 * @param by what built it
 * @param cpuNanos CPU time of the whole process meanwhile
 */
record Built(DataSet data, String by, int round, long documents, long nanos, long cpuNanos) {

  double perSecond() {
    return documents * 1e9 / nanos;
  }

  double microsEach() {
    return cpuNanos / 1e3 / documents;
  }
}
