// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage.load;

import java.util.function.IntSupplier;

/**
 * What one kind of load sends, and what it takes for right.
 *
 * @param request the whole request, headers included
 * @param numbers the first number of each request, called in the load's thread
 * @param check of each answer
 * @param operations how many documents a request is about
 */
public record Traffic(Template request, IntSupplier numbers, Check check, int operations) {

  /** Looks at an answer's body, decompressed. */
  @FunctionalInterface
  public interface Check {
    /** Whether the answer to the request of that number is right. */
    boolean isRight(int status, byte[] bytes, int from, int to, int number);
  }
}
