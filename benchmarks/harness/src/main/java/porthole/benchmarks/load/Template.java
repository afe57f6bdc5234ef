// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that are always the same but for numbers in them. Each number has {@link #DIGITS} digits
 * and stands where the text has a mark: {@code #0000000} for the first, {@code #0000001} for the
 * one after it, and so on. Immutable.
 */
public final class Template implements Requests {
  /** How many bytes a number takes, and its mark too. */
  public static final int DIGITS = 8;

  private static final char MARK = '#';

  private record Place(int offset, int plus) {}

  private final byte[] bytes;
  private final List<Place> places = new ArrayList<>();

  /** Of bytes, each as the character of that number, with marks. */
  public Template(String text) {
    bytes = text.getBytes(ISO_8859_1);
    for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + DIGITS)) {
      places.add(new Place(at, Integer.parseInt(text.substring(at + 1, at + DIGITS))));
    }
  }

  /** The mark of the first number, plus some. */
  public static String mark(int plus) {
    String digits = Integer.toString(plus);
    return MARK + "0".repeat(DIGITS - 1 - digits.length()) + digits;
  }

  @Override
  public int longest() {
    return bytes.length;
  }

  @Override
  public int write(int number, byte[] to) {
    System.arraycopy(bytes, 0, to, 0, bytes.length);
    fill(to, number);
    return bytes.length;
  }

  /** A copy to be filled by {@link #fill}. */
  public byte[] copy() {
    return bytes.clone();
  }

  /** Puts the numbers into a copy. */
  public void fill(byte[] copy, int first) {
    for (Place place : places) {
      int rest = first + place.plus;
      for (int i = place.offset + DIGITS - 1; i >= place.offset; i--) {
        copy[i] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
    }
  }
}
