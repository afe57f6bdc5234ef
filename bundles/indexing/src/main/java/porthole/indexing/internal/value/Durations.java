// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as clients write them: {@code [-][d.]hh:mm:ss[.fffffff]}. */
public final class Durations {
  private static final Pattern TEXT =
      Pattern.compile(
          "(-?)(?:(\\d{1,8})\\.)?([01]\\d|2[0-3]):([0-5]\\d):([0-5]\\d)(?:\\.(\\d{7}))?");
  private static final int LONGEST = 26;
  private static final long TICKS_PER_SECOND = 10_000_000;

  private Durations() {}

  /** How many units of 100 ns it is; null for a text that is none. */
  public static @Nullable Long ticks(String text) {
    if (text.length() < 8 || text.length() > LONGEST || text.indexOf(':') < 2) {
      return null;
    }
    Matcher found = TEXT.matcher(text);
    if (!found.matches()) {
      return null;
    }
    long seconds =
        ((number(found.group(2)) * 24 + number(found.group(3))) * 60 + number(found.group(4))) * 60
            + number(found.group(5));
    long ticks = seconds * TICKS_PER_SECOND + number(found.group(6));
    return found.group(1).isEmpty() ? ticks : -ticks;
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
