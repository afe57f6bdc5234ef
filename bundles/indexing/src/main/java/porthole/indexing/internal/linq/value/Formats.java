// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as texts in the formats of .NET; the language is always English. */
public final class Formats {
  private static final int MOST_DIGITS = 50;
  private static final int LONGEST = 100;

  private Formats() {}

  /** In that format; the empty one is as {@code ToString()} has it. */
  public static String format(@Nullable Object value, String format) {
    if (format.isEmpty() || Missing.orNull(value)) {
      return Texts.of(value);
    }
    if (format.length() > LONGEST) {
      throw new ValueException("the format '" + format.substring(0, LONGEST) + "…' is too long.");
    }
    if (value instanceof Number number) {
      return number(number, format);
    }
    DateTime date = Dates.ofOrNull(value);
    return date == null ? Texts.of(value) : DateFormat.of(format).text(date);
  }

  private static String number(Number number, String format) {
    char kind = Character.toUpperCase(format.charAt(0));
    String digits = format.substring(1);
    boolean standard = Character.isLetter(kind) && digits.chars().allMatch(Character::isDigit);
    if (!standard) {
      return pattern(format).format(number);
    }
    int count = digits.isEmpty() ? -1 : Integer.parseInt(digits);
    if (count > MOST_DIGITS) {
      throw unknown(format);
    }
    return switch (kind) {
      case 'D' -> String.format(Locale.ROOT, "%0" + Math.max(count, 1) + "d", number.longValue());
      case 'F' -> fixed(number, count < 0 ? 2 : count);
      case 'N' ->
          pattern("#,##0" + (count == 0 ? "" : "." + "0".repeat(count < 0 ? 2 : count)))
              .format(number);
      case 'P' -> pattern("#,##0.00 %").format(number);
      case 'X' -> hexadecimal(number, kind == format.charAt(0), count);
      case 'G', 'R' -> Texts.of(number);
      default -> throw unknown(format);
    };
  }

  private static String fixed(Number number, int count) {
    BigDecimal rounded = Numbers.decimal(number).setScale(count, RoundingMode.HALF_UP);
    return rounded.toPlainString();
  }

  private static String hexadecimal(Number number, boolean upper, int count) {
    String text = String.format(Locale.ROOT, "%" + (upper ? "X" : "x"), number.longValue());
    return "0".repeat(Math.max(0, count - text.length())) + text;
  }

  private static DecimalFormat pattern(String format) {
    try {
      DecimalFormat pattern =
          new DecimalFormat(format, DecimalFormatSymbols.getInstance(Locale.ROOT));
      pattern.setRoundingMode(RoundingMode.HALF_UP);
      return pattern;
    } catch (IllegalArgumentException e) {
      throw unknown(format);
    }
  }

  private static ValueException unknown(String format) {
    return new ValueException("the format '" + format + "' is not known.");
  }

  /** As {@code string.Format} has it: <code>{0}</code> is the first of the values. */
  public static String composite(String format, List<@Nullable Object> values) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      boolean twice = at + 1 < format.length() && format.charAt(at + 1) == c;
      if ((c == '{' || c == '}') && twice) {
        text.append(c);
        at += 2;
      } else if (c == '{') {
        int close = format.indexOf('}', at);
        if (close < 0) {
          throw new ValueException("in the format '" + format + "' a '{' has no '}'.");
        }
        text.append(item(format.substring(at + 1, close), values));
        at = close + 1;
      } else {
        text.append(c);
        at++;
      }
    }
    return text.toString();
  }

  private static String item(String item, List<@Nullable Object> values) {
    int colon = item.indexOf(':');
    String number = (colon < 0 ? item : item.substring(0, colon)).strip();
    boolean digits = !number.isEmpty() && number.length() < 4;
    if (!digits || !number.chars().allMatch(Character::isDigit)) {
      throw new ValueException("in a format '{" + item + "}' is not understood.");
    }
    int index = Integer.parseInt(number);
    if (index >= values.size()) {
      throw new ValueException(
          "a format wants value " + index + ", but there are " + values.size() + " values.");
    }
    return format(values.get(index), colon < 0 ? "" : item.substring(colon + 1));
  }
}
