// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A date and time.
 *
 * @param local to 100 ns
 * @param utc whether it is known to be that of UTC
 */
public record DateTime(LocalDateTime local, boolean utc) implements Comparable<DateTime> {

  private static final LocalDateTime ZERO = LocalDateTime.of(1, 1, 1, 0, 0);
  private static final int NANOS_PER_TICK = 100;

  /** The first there is. */
  public static final DateTime MIN = new DateTime(ZERO, false);

  /** The last there is. */
  public static final DateTime MAX =
      new DateTime(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_900), false);

  /** Of the years 1 to 9999. */
  public DateTime {
    if (local.getYear() < 1 || local.getYear() > 9999) {
      throw new ValueException("the date " + local + " is not of the years 1 to 9999.");
    }
  }

  /**
   * What a text like {@code 2026-11-22T08:00:00.0000000Z} says; null if it is none.
   *
   * <p>Dates without times will do, and times to the minute; with an offset it is taken to UTC.
   */
  static @Nullable DateTime parse(String text) {
    if (!looksLikeDate(text)) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(text.substring(0, 10));
      if (text.length() == 10) {
        return new DateTime(date.atStartOfDay(), false);
      }
      int zone = zoneStart(text);
      LocalDateTime local = date.atTime(LocalTime.parse(text.substring(11, zone)));
      if (zone == text.length()) {
        return new DateTime(local, false);
      }
      int offset = ZoneOffset.of(text.substring(zone)).getTotalSeconds();
      return new DateTime(local.minusSeconds(offset), true);
    } catch (DateTimeException notOne) {
      return null;
    }
  }

  private static boolean looksLikeDate(String text) {
    int length = text.length();
    return length >= 10
        && length <= 40
        && text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && (length == 10 || text.charAt(10) == 'T' || text.charAt(10) == ' ');
  }

  private static int zoneStart(String text) {
    for (int i = 11; i < text.length(); i++) {
      if ("Z+-".indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  /** Since the year 1, of 100 ns each. */
  public long ticks() {
    long seconds = ChronoUnit.SECONDS.between(ZERO, local);
    return seconds * TimeSpan.PER_SECOND + ticksOfSecond();
  }

  /** Those since its last full second. */
  int ticksOfSecond() {
    return local.get(ChronoField.NANO_OF_SECOND) / NANOS_PER_TICK;
  }

  static DateTime ofTicks(long ticks) {
    return MIN.plus(ticks);
  }

  DateTime plus(long ticks) {
    return with(
        local
            .plusSeconds(ticks / TimeSpan.PER_SECOND)
            .plusNanos(ticks % TimeSpan.PER_SECOND * NANOS_PER_TICK));
  }

  /** Of the same kind. */
  DateTime with(LocalDateTime changed) {
    return new DateTime(changed, utc);
  }

  DateTime date() {
    return with(local.truncatedTo(ChronoUnit.DAYS));
  }

  @Override
  public int compareTo(DateTime other) {
    return local.compareTo(other.local);
  }

  /** As in {@code 2026-11-22T08:00:00.0000000}, with a {@code Z} if it is known to be UTC. */
  @Override
  public String toString() {
    char[] text = "0000-00-00T00:00:00.0000000".toCharArray();
    digits(text, 4, local.getYear());
    digits(text, 7, local.getMonthValue());
    digits(text, 10, local.getDayOfMonth());
    digits(text, 13, local.getHour());
    digits(text, 16, local.getMinute());
    digits(text, 19, local.getSecond());
    digits(text, 27, ticksOfSecond());
    return new String(text) + (utc ? "Z" : "");
  }

  private static void digits(char[] text, int end, int number) {
    int rest = number;
    for (int i = end - 1; rest > 0; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
