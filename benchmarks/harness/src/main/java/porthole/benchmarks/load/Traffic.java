// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.load;

import java.util.function.IntSupplier;

/**
 * What one kind of load sends, and what it takes for right.
 *
 * @param requests what is sent
 * @param numbers the first number of each request, called in the load's thread
 * @param check of each answer
 * @param operations how many documents a request is about
 */
public record Traffic(Requests requests, IntSupplier numbers, Check check, int operations) {

  /** Looks at an answer's body, decompressed. */
  @FunctionalInterface
  public interface Check {
    /** Whether the answer to the request of that number is right. */
    boolean isRight(int status, byte[] bytes, int from, int to, int number);
  }
}
