// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;

/** Dates in the formats of .NET. */
final class DateFormat {
  private final String pattern;

  private DateFormat(String pattern) {
    this.pattern = pattern;
  }

  static DateFormat of(String format) {
    return new DateFormat(
        switch (format) {
          case "o", "O" -> "yyyy-MM-ddTHH:mm:ss.fffffffK";
          case "s" -> "yyyy-MM-ddTHH:mm:ss";
          case "u" -> "yyyy-MM-dd HH:mm:ssZ";
          case "d" -> "MM/dd/yyyy";
          case "D" -> "dddd, dd MMMM yyyy";
          case "t" -> "HH:mm";
          case "T" -> "HH:mm:ss";
          case "f" -> "dddd, dd MMMM yyyy HH:mm";
          case "g" -> "MM/dd/yyyy HH:mm";
          case "G" -> "MM/dd/yyyy HH:mm:ss";
          case "y", "Y" -> "yyyy MMMM";
          case "m", "M" -> "MMMM dd";
          default -> format;
        });
  }

  String text(DateTime date) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '\'' || c == '"') {
        int close = pattern.indexOf(c, at + 1);
        int end = close < 0 ? pattern.length() : close;
        text.append(pattern, at + 1, end);
        at = end + 1;
      } else if (c == '\\' && at + 1 < pattern.length()) {
        text.append(pattern.charAt(at + 1));
        at += 2;
      } else {
        int end = at;
        while (end < pattern.length() && pattern.charAt(end) == c) {
          end++;
        }
        text.append(part(c, end - at, date));
        at = end;
      }
    }
    return text.toString();
  }

  private static String part(char letter, int count, DateTime date) {
    return switch (letter) {
      case 'y' ->
          count <= 2
              ? padded(date.local().getYear() % 100, count)
              : padded(date.local().getYear(), count);
      case 'M' -> month(count, date);
      case 'd' -> day(count, date);
      case 'H' -> padded(date.local().getHour(), Math.min(count, 2));
      case 'h' -> padded((date.local().getHour() + 11) % 12 + 1, Math.min(count, 2));
      case 'm' -> padded(date.local().getMinute(), Math.min(count, 2));
      case 's' -> padded(date.local().getSecond(), Math.min(count, 2));
      case 'f' -> padded(date.ticksOfSecond(), 7).substring(0, Math.min(count, 7));
      case 't' -> (date.local().getHour() < 12 ? "AM" : "PM").substring(0, Math.min(count, 2));
      case 'K' -> date.utc() ? "Z" : "";
      case 'z' -> "+00:00";
      default -> String.valueOf(letter).repeat(count);
    };
  }

  private static String month(int count, DateTime date) {
    return switch (count) {
      case 1, 2 -> padded(date.local().getMonthValue(), count);
      case 3 -> DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH).format(date.local());
      default -> date.local().getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    };
  }

  private static String day(int count, DateTime date) {
    return switch (count) {
      case 1, 2 -> padded(date.local().getDayOfMonth(), count);
      case 3 -> date.local().getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      default -> date.local().getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    };
  }

  private static String padded(int number, int digits) {
    return String.format(Locale.ROOT, "%0" + digits + "d", number);
  }
}
