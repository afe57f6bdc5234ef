// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.suggest;

import java.util.HashSet;
import java.util.Set;

/**
 * The parts of a word by which others that may be like it are picked: of one or two characters for
 * words of up to four, of two or three for those of five, of three or four for longer ones.
 */
final class Grams {
  private final int length;
  private final Set<String> grams = new HashSet<>();

  Grams(String word) {
    length = word.length();
    for (int size = shortest(length); size <= longest(length); size++) {
      for (int i = 0; i + size <= length; i++) {
        grams.add(word.substring(i, i + size));
      }
    }
  }

  private static int shortest(int length) {
    return length > 5 ? 3 : length == 5 ? 2 : 1;
  }

  private static int longest(int length) {
    return shortest(length) + 1;
  }

  /** Whether a word has one in common with that of this. */
  boolean anyIn(String word) {
    int from = Math.max(shortest(length), shortest(word.length()));
    int to = Math.min(longest(length), longest(word.length()));
    for (int size = from; size <= to; size++) {
      for (int i = 0; i + size <= word.length(); i++) {
        if (grams.contains(word.substring(i, i + size))) {
          return true;
        }
      }
    }
    return false;
  }
}
