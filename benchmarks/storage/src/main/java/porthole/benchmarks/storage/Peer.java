// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

import java.io.IOException;

/** Something that takes load, in a process of its own. */
interface Peer extends AutoCloseable {

  String name();

  /** Whether it can do that at all. */
  boolean takes(Work work);

  /**
   * Puts load on it.
   *
   * @param warmUpNanos what is done meanwhile does not count
   * @throws IOException when one answer was not right
   */
  Window measure(Work work, long warmUpNanos, long nanos) throws IOException;

  /** CPU time that it has used, with the processes it has started. */
  long cpuNanos();

  @Override
  void close() throws IOException;
}
