// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.syntax;

/** Reads what follows a backslash. */
final class Escapes {
  private final FunctionText function;
  private final int limit;
  private int at;

  Escapes(FunctionText function, int start, int limit) {
    this.function = function;
    this.at = start;
    this.limit = limit;
  }

  char value() {
    char c = at < limit ? function.text().charAt(at++) : ' ';
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '0' -> '\0';
      case 'a' -> '\u0007';
      case 'v' -> '\u000b';
      case '"', '\'', '\\' -> c;
      case 'u' -> unicode();
      default -> throw function.wrong(at - 1, "'\\" + c + "' is no escape of C#.");
    };
  }

  int end() {
    return at;
  }

  private char unicode() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < limit ? Character.digit(function.text().charAt(at), 16) : -1;
      if (digit < 0) {
        throw function.wrong(at - 1, "\\u needs four hexadecimal digits.");
      }
      value = value * 16 + digit;
      at++;
    }
    return (char) value;
  }
}
