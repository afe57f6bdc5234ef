// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import org.jspecify.annotations.Nullable;

/**
 * A range of numbers, for those that are whole and for the others, which lie apart. All bounds are
 * included; there is no whole number in it when {@code lowWhole} is above {@code highWhole}.
 */
record NumberRange(long lowWhole, long highWhole, double low, double high) {

  /**
   * The range between two numbers.
   *
   * @param low null: no lower bound
   * @param high null: no upper bound
   */
  static NumberRange of(
      @Nullable Number low, boolean withLow, @Nullable Number high, boolean withHigh) {
    return new NumberRange(
        low == null ? Long.MIN_VALUE : firstWhole(low, withLow),
        high == null ? Long.MAX_VALUE : lastWhole(high, withHigh),
        low == null ? Double.NEGATIVE_INFINITY : first(low, withLow),
        high == null ? Double.POSITIVE_INFINITY : last(high, withHigh));
  }

  /** Whether a number is in it. */
  boolean contains(Number number) {
    if (number instanceof Long whole) {
      return lowWhole <= whole && whole <= highWhole;
    }
    double value = number.doubleValue();
    return low <= value && value <= high;
  }

  private static long firstWhole(Number low, boolean with) {
    if (low instanceof Long whole) {
      return with || whole == Long.MAX_VALUE ? whole : whole + 1;
    }
    double up = Math.ceil(low.doubleValue());
    return (long) (up == low.doubleValue() && !with ? up + 1 : up);
  }

  private static long lastWhole(Number high, boolean with) {
    if (high instanceof Long whole) {
      return with || whole == Long.MIN_VALUE ? whole : whole - 1;
    }
    double down = Math.floor(high.doubleValue());
    return (long) (down == high.doubleValue() && !with ? down - 1 : down);
  }

  private static double first(Number low, boolean with) {
    return with ? low.doubleValue() : Math.nextUp(low.doubleValue());
  }

  private static double last(Number high, boolean with) {
    return with ? high.doubleValue() : Math.nextDown(high.doubleValue());
  }
}
