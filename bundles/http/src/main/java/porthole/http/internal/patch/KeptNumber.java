// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.patch;

/** A number that goes back as it was written, unless a script computes with it: {@code 1.10}. */
final class KeptNumber extends Number {

  private static final long serialVersionUID = 1L;

  private final String text;

  private KeptNumber(String text) {
    this.text = text;
  }

  /** A Long or a Double where that is written the same, else one that is kept. */
  static Number of(String text) {
    try {
      Number number =
          text.indexOf('.') < 0 ? (Number) Long.valueOf(text) : (Number) Double.valueOf(text);
      return number.toString().equals(text) ? number : new KeptNumber(text);
    } catch (NumberFormatException tooLongOrWithExponent) {
      return new KeptNumber(text);
    }
  }

  @Override
  public int intValue() {
    return (int) doubleValue();
  }

  @Override
  public long longValue() {
    return (long) doubleValue();
  }

  @Override
  public float floatValue() {
    return (float) doubleValue();
  }

  @Override
  public double doubleValue() {
    return Double.parseDouble(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeptNumber kept && kept.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
