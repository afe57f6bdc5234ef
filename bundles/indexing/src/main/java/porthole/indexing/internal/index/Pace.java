// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

/**
 * When it is time to settle what was taken in: when taking in has lasted as long as settling did
 * the last time. Where much is taken in that has to be settled together, such as one large group,
 * that keeps the one from costing many times the other. For one thread.
 */
final class Pace {
  private long taking;
  private long settling;
  private long lastSettling;

  /** So long some was taken in. */
  void took(long nanos) {
    taking += nanos;
  }

  boolean isTimeToSettle() {
    return taking >= lastSettling;
  }

  /** So long it was settled, perhaps not to the end. */
  void settledFor(long nanos) {
    settling += nanos;
  }

  /** All is settled. */
  void settled() {
    lastSettling = settling;
    settling = 0;
    taking = 0;
  }
}
