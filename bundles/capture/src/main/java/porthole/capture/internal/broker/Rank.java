// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import java.util.Comparator;

/**
 * How services are preferred: the higher ranking first, then the one that was there earlier.
 *
 * @param ranking {@code service.ranking}
 * @param serviceId {@code service.id}
 */
public record Rank(int ranking, long serviceId) implements Comparable<Rank> {
  private static final Comparator<Rank> ORDER =
      Comparator.comparingInt(Rank::ranking).reversed().thenComparingLong(Rank::serviceId);

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }
}
