// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.syntax;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** Reads one number. */
final class NumberReader {
  private static final BigInteger LARGEST_INT = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final BigInteger LARGEST_LONG = BigInteger.valueOf(Long.MAX_VALUE);
  private static final int MOST_CHARS = 100;
  private static final int MOST_DECIMAL_DIGITS = 29;

  private final FunctionText function;
  private final String text;
  private final int start;
  private final int limit;
  private int at;

  NumberReader(FunctionText function, int start, int limit) {
    this.function = function;
    this.text = function.text();
    this.start = start;
    this.limit = limit;
    this.at = start;
  }

  /** Of the type that C# gives it: Integer, Long, Double or BigDecimal. */
  Object value() {
    boolean hexadecimal = skipped("0x") || skipped("0X");
    boolean real = hexadecimal ? skipHexadecimal() : skipDecimal();
    if (at - start > MOST_CHARS) {
      throw function.wrong(start, "a number of more than " + MOST_CHARS + " characters.");
    }
    String digits = text.substring(start, at).replace("_", "");
    int suffixStart = at;
    while (at < limit && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    String suffix = text.substring(suffixStart, at).toLowerCase(Locale.ROOT);
    return switch (suffix) {
      case "m" -> decimal(digits);
      case "d" -> Double.valueOf(digits);
      case "f" -> (double) Float.parseFloat(digits);
      case "" -> real ? Double.valueOf(digits) : whole(digits, hexadecimal, false);
      case "l", "u", "ul", "lu" -> whole(digits, hexadecimal, suffix.contains("l"));
      default -> throw function.wrong(start, "a number ends in '" + suffix + "'.");
    };
  }

  private BigDecimal decimal(String digits) {
    BigDecimal value = new BigDecimal(digits);
    if (value.precision() - value.scale() > MOST_DECIMAL_DIGITS || value.scale() > MOST_CHARS) {
      throw function.wrong(start, "the number " + digits + " is no decimal.");
    }
    return value;
  }

  int end() {
    return at;
  }

  private boolean skipHexadecimal() {
    while (at < limit && (Character.digit(text.charAt(at), 16) >= 0 || text.charAt(at) == '_')) {
      at++;
    }
    return false;
  }

  private boolean skipDecimal() {
    skipDigits();
    boolean real = false;
    if (at + 1 < limit && text.charAt(at) == '.' && isDigit(at + 1)) {
      real = true;
      at++;
      skipDigits();
    }
    if (at < limit && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int sign = at + 1 < limit && "+-".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 0;
      if (isDigit(at + 1 + sign)) {
        real = true;
        at += 1 + sign;
        skipDigits();
      }
    }
    return real;
  }

  private void skipDigits() {
    while (at < limit && (isDigit(at) || text.charAt(at) == '_')) {
      at++;
    }
  }

  private boolean isDigit(int offset) {
    return offset < limit && text.charAt(offset) >= '0' && text.charAt(offset) <= '9';
  }

  private boolean skipped(String prefix) {
    if (!text.startsWith(prefix, at)) {
      return false;
    }
    at += prefix.length();
    return true;
  }

  private Object whole(String digits, boolean hexadecimal, boolean isLong) {
    if (hexadecimal && digits.length() == 2) {
      throw function.wrong(start, "hexadecimal digits were expected after '" + digits + "'.");
    }
    if (digits.chars().anyMatch(c -> ".eE".indexOf(c) >= 0) && !hexadecimal) {
      throw function.wrong(start, "a number with a fraction cannot end in 'l' or 'u'.");
    }
    BigInteger value =
        hexadecimal ? new BigInteger(digits.substring(2), 16) : new BigInteger(digits);
    if (value.compareTo(LARGEST_LONG) > 0) {
      throw function.wrong(start, "the number " + digits + " is too large for a long.");
    }
    return isLong || value.compareTo(LARGEST_INT) > 0
        ? (Object) value.longValue()
        : (Object) value.intValue();
  }
}
