// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.suggest;

import java.util.Arrays;

/** How like two texts are, from 0, not at all, to 1, the same. */
enum Likeness {
  NONE,
  DEFAULT,
  /** By how many characters have to be put in, taken out or replaced. */
  LEVENSHTEIN,
  /** By how many characters stand at about the same places; a common start counts most. */
  JARO_WINKLER,
  /** As Levenshtein, but of pairs of characters (Kondrak 2005). */
  N_GRAM;

  // From where on a common start counts.
  private static final double MUCH = 0.7;
  private static final double OF_START = 0.1;

  double of(String one, String other) {
    int longer = Math.max(one.length(), other.length());
    if (one.equals(other) || longer == 0) {
      return 1;
    }
    return switch (this) {
      case NONE, DEFAULT, LEVENSHTEIN -> 1 - edits(one, other, false) / longer;
      case N_GRAM -> 1 - edits(one, other, true) / longer;
      case JARO_WINKLER -> jaroWinkler(one, other);
    };
  }

  private static double edits(String one, String other, boolean pairs) {
    double[] above = new double[other.length() + 1];
    Arrays.setAll(above, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      double[] row = new double[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        double replaced = above[j - 1] + (pairs ? pair(one, i, other, j) : last(one, i, other, j));
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[other.length()];
  }

  /** Whether the characters differ that end there. */
  private static double last(String one, int i, String other, int j) {
    return one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
  }

  private static double pair(String one, int i, String other, int j) {
    boolean starts = i == 1 && j == 1;
    double before = starts ? 0 : i == 1 || j == 1 ? 1 : last(one, i - 1, other, j - 1);
    return (before + last(one, i, other, j)) / 2;
  }

  private static double jaroWinkler(String one, String other) {
    double jaro = jaro(one, other);
    if (jaro < MUCH) {
      return jaro;
    }
    int start = 0;
    int shorter = Math.min(one.length(), other.length());
    while (start < shorter && one.charAt(start) == other.charAt(start)) {
      start++;
    }
    double each = Math.min(OF_START, 1.0 / Math.max(one.length(), other.length()));
    return jaro + each * start * (1 - jaro);
  }

  private static double jaro(String one, String other) {
    int reach = Math.max(Math.max(one.length(), other.length()) / 2 - 1, 0);
    boolean[] taken = new boolean[other.length()];
    StringBuilder ofOne = new StringBuilder();
    for (int i = 0; i < one.length(); i++) {
      int end = Math.min(other.length(), i + reach + 1);
      for (int j = Math.max(0, i - reach); j < end; j++) {
        if (!taken[j] && one.charAt(i) == other.charAt(j)) {
          taken[j] = true;
          ofOne.append(one.charAt(i));
          break;
        }
      }
    }
    double common = ofOne.length();
    return common == 0
        ? 0
        : (common / one.length()
                + common / other.length()
                + (common - swapped(ofOne, other, taken)) / common)
            / 3;
  }

  /** How many of the common characters stand in another order, by twos. */
  private static int swapped(StringBuilder ofOne, String other, boolean[] taken) {
    int swapped = 0;
    int at = 0;
    for (int j = 0; j < taken.length; j++) {
      if (taken[j] && other.charAt(j) != ofOne.charAt(at++)) {
        swapped++;
      }
    }
    return swapped / 2;
  }
}
