// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.value;

/**
 * A whole number that came as a floating point one, and goes out as such unless the script computes
 * with it.
 */
final class KeptDouble extends Number {

  private static final long serialVersionUID = 1L;

  private final double value;

  KeptDouble(double value) {
    this.value = value;
  }

  /** Whether a number would go out as a Long. */
  static boolean looksWhole(double number) {
    return number == Math.rint(number) && Math.abs(number) <= Outgoing.MAX_EXACT;
  }

  @Override
  public int intValue() {
    return (int) value;
  }

  @Override
  public long longValue() {
    return (long) value;
  }

  @Override
  public float floatValue() {
    return (float) value;
  }

  @Override
  public double doubleValue() {
    return value;
  }

  @Override
  public String toString() {
    return Double.toString(value);
  }
}
