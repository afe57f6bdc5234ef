// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.util.Comparator;

/**
 * Compares texts as people count: digits next to each other are one number, so {@code a9} comes
 * before {@code a10}. What is alike so far and has fewer leading zeros comes first.
 */
final class AlphaNumeric implements Comparator<CharSequence> {

  @Override
  public int compare(CharSequence one, CharSequence other) {
    int i = 0;
    int j = 0;
    while (i < one.length() && j < other.length()) {
      int iEnd = endOfDigits(one, i);
      int jEnd = endOfDigits(other, j);
      boolean numbers = iEnd > i && jEnd > j;
      int order =
          numbers
              ? compareNumbers(one.subSequence(i, iEnd), other.subSequence(j, jEnd))
              : Character.compare(one.charAt(i), other.charAt(j));
      if (order != 0) {
        return order;
      }
      i = numbers ? iEnd : i + 1;
      j = numbers ? jEnd : j + 1;
    }
    int order = Integer.compare(one.length() - i, other.length() - j);
    return order != 0 ? order : Integer.compare(one.length(), other.length());
  }

  private static int endOfDigits(CharSequence text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static int compareNumbers(CharSequence one, CharSequence other) {
    CharSequence a = withoutZeros(one);
    CharSequence b = withoutZeros(other);
    return a.length() != b.length()
        ? Integer.compare(a.length(), b.length())
        : CharSequence.compare(a, b);
  }

  private static CharSequence withoutZeros(CharSequence digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.subSequence(start, digits.length());
  }
}
