// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.json;

import java.nio.charset.StandardCharsets;

/** What stands between the quotes of a JSON string. */
final class JsonStrings {

  private JsonStrings() {}

  /**
   * The length of the escape that begins at an index with a backslash.
   *
   * @return 2 or 6, or 0 when it is none
   */
  static int escape(byte[] json, int at, int end) {
    if (at + 1 >= end) {
      return 0;
    }
    return switch (json[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
      case 'u' -> hexDigits(json, at + 2, end) ? 6 : 0;
      default -> 0;
    };
  }

  private static boolean hexDigits(byte[] json, int from, int end) {
    if (from + 4 > end) {
      return false;
    }
    for (int i = from; i < from + 4; i++) {
      if (Character.digit((char) json[i], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The text of a string that has been checked, given without its quotes. */
  static String decode(byte[] json, int from, int to) {
    int backslash = from;
    while (backslash < to && json[backslash] != '\\') {
      backslash++;
    }
    if (backslash == to) {
      return new String(json, from, to - from, StandardCharsets.UTF_8);
    }
    return unescape(new String(json, from, to - from, StandardCharsets.UTF_8));
  }

  private static String unescape(String text) {
    StringBuilder result = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c != '\\') {
        result.append(c);
        i++;
      } else if (text.charAt(i + 1) == 'u') {
        result.append((char) Integer.parseInt(text, i + 2, i + 6, 16));
        i += 6;
      } else {
        result.append(control(text.charAt(i + 1)));
        i += 2;
      }
    }
    return result.toString();
  }

  private static char control(char letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> letter;
    };
  }
}
