// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A duration.
 *
 * @param ticks of 100 ns
 */
public record TimeSpan(long ticks) implements Comparable<TimeSpan> {

  static final long PER_MILLISECOND = 10_000;
  static final long PER_SECOND = 10_000_000;
  static final long PER_MINUTE = 60 * PER_SECOND;
  static final long PER_HOUR = 60 * PER_MINUTE;
  static final long PER_DAY = 24 * PER_HOUR;

  private static final Pattern TEXT =
      Pattern.compile(
          "(-?)(?:(\\d{1,8})\\.)?(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,7}))?)?");

  /** Of that many units; null if it cannot be. */
  static TimeSpan of(double count, long ticksPerUnit) {
    return new TimeSpan(Math.round(count * ticksPerUnit));
  }

  /** What a text like {@code 1.02:03:04.5} says; null if it is none. */
  static @Nullable TimeSpan parse(String text) {
    Matcher found = TEXT.matcher(text);
    if (!found.matches()) {
      return null;
    }
    long ticks =
        number(found.group(2)) * PER_DAY
            + number(found.group(3)) * PER_HOUR
            + number(found.group(4)) * PER_MINUTE
            + number(found.group(5)) * PER_SECOND
            + fraction(found.group(6));
    return new TimeSpan(found.group(1).isEmpty() ? ticks : -ticks);
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static long fraction(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong((digits + "000000").substring(0, 7));
  }

  @Override
  public int compareTo(TimeSpan other) {
    return Long.compare(ticks, other.ticks);
  }

  /** As in {@code [-][d.]hh:mm:ss[.fffffff]}. */
  @Override
  public String toString() {
    long rest = Math.abs(ticks);
    long days = rest / PER_DAY;
    String text =
        String.format(
            Locale.ROOT,
            "%02d:%02d:%02d",
            rest / PER_HOUR % 24,
            rest / PER_MINUTE % 60,
            rest / PER_SECOND % 60);
    long fraction = rest % PER_SECOND;
    return (ticks < 0 ? "-" : "")
        + (days == 0 ? "" : days + ".")
        + text
        + (fraction == 0 ? "" : String.format(Locale.ROOT, ".%07d", fraction));
  }
}
