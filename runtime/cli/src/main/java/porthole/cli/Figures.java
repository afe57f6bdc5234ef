// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import java.util.Locale;

/** Figures in few characters. */
final class Figures {

  private Figures() {}

  static String duration(double millis) {
    if (millis < 1) {
      return Math.round(millis * 1000) + " us";
    }
    if (millis < 1000) {
      return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }
    double seconds = millis / 1000;
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long minutes = (long) (seconds / 60);
    if (minutes < 60) {
      return minutes + " min " + (long) (seconds % 60) + " s";
    }
    return minutes / 60 + " h " + minutes % 60 + " min";
  }

  /** A percentage; a negative one is not known. */
  static String percent(double cpu) {
    if (cpu < 0) {
      return "-";
    }
    return String.format(Locale.ROOT, cpu < 10 ? "%.1f%%" : "%.0f%%", cpu);
  }

  static String plural(long count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }
}
