// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.load;

/** What clients send, by numbers. */
public interface Requests {

  /** So many bytes are enough for each. */
  int longest();

  /**
   * Writes the request of that number, headers included.
   *
   * @return how many bytes it has
   */
  int write(int number, byte[] to);
}
