// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.rql;

import java.util.List;
import porthole.indexing.internal.rql.Token.Kind;

/** Cuts a query into words, one at a time: what follows may be a script, which has other words. */
final class Lexer {
  private static final List<String> LONG_SYMBOLS = List.of("==", "!=", "<>", "<=", ">=", "[]");
  private static final String SHORT_SYMBOLS = "=<>(){}[],.;*";

  private final String text;
  private int at;

  Lexer(String text) {
    this.text = text;
  }

  /** Goes on from there. */
  void moveTo(int offset) {
    at = offset;
  }

  Token next() {
    skipBlanksAndComments();
    if (at == text.length()) {
      return new Token(Kind.END, "", at, at);
    }
    char c = text.charAt(at);
    if (c == '\'' || c == '"') {
      return string(c);
    }
    if (c == '$') {
      return parameter();
    }
    if (isDigit(at) || (c == '-' && isDigit(at + 1))) {
      return number();
    }
    if (isNameStart(c)) {
      return name();
    }
    return symbol();
  }

  private void skipBlanksAndComments() {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("//", at) || text.startsWith("--", at)) {
        at = endOf("\n", at + 2, text.length());
      } else if (text.startsWith("/*", at)) {
        int end = endOf("*/", at + 2, -1);
        if (end < 0) {
          throw error(at, "the comment that begins here does not end; '*/' was expected.");
        }
        at = end;
      } else {
        return;
      }
    }
  }

  private int endOf(String mark, int from, int otherwise) {
    int found = text.indexOf(mark, from);
    return found < 0 ? otherwise : found + mark.length();
  }

  private Token string(char quote) {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\') {
        value.append(escaped());
      } else if (c != quote) {
        value.append(c);
      } else if (at < text.length() && text.charAt(at) == quote) {
        value.append(quote);
        at++;
      } else {
        return new Token(Kind.STRING, value.toString(), start, at);
      }
    }
    throw error(start, "the string that begins here does not end; " + quote + " was expected.");
  }

  private char escaped() {
    if (at == text.length()) {
      return '\\';
    }
    char c = text.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unicode();
      default -> c;
    };
  }

  private char unicode() {
    int start = at;
    int value = 0;
    while (at < start + 4) {
      int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
      if (digit < 0) {
        throw error(start - 2, "\\u needs four hexadecimal digits.");
      }
      value = value * 16 + digit;
      at++;
    }
    return (char) value;
  }

  private Token parameter() {
    int start = at++;
    int nameStart = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    if (at == nameStart) {
      throw error(start, "a parameter's name was expected after the dollar sign.");
    }
    return new Token(Kind.PARAMETER, text.substring(nameStart, at), start, at);
  }

  private Token number() {
    int start = at++;
    skipDigits();
    if (at < text.length() && text.charAt(at) == '.' && isDigit(at + 1)) {
      at++;
      skipDigits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      boolean signed = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0;
      int digits = at + (signed ? 2 : 1);
      if (isDigit(digits)) {
        at = digits;
        skipDigits();
      }
    }
    if (at < text.length() && isNamePart(text.charAt(at))) {
      throw error(start, "a number ends in '" + text.charAt(at) + "'.");
    }
    return new Token(Kind.NUMBER, text.substring(start, at), start, at);
  }

  private void skipDigits() {
    while (isDigit(at)) {
      at++;
    }
  }

  private boolean isDigit(int offset) {
    return offset < text.length() && text.charAt(offset) >= '0' && text.charAt(offset) <= '9';
  }

  private Token name() {
    int start = at++;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    return new Token(Kind.NAME, text.substring(start, at), start, at);
  }

  private static boolean isNameStart(char c) {
    return c == '@' || c == '_' || Character.isLetter(c) || Character.isSurrogate(c);
  }

  private static boolean isNamePart(char c) {
    return c == '_' || c == '-' || Character.isLetterOrDigit(c) || Character.isSurrogate(c);
  }

  private Token symbol() {
    int start = at;
    for (String symbol : LONG_SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        return new Token(Kind.SYMBOL, symbol, start, at);
      }
    }
    if (SHORT_SYMBOLS.indexOf(text.charAt(at)) < 0) {
      throw error(at, "the character '" + text.charAt(at) + "' has no meaning here.");
    }
    at++;
    return new Token(Kind.SYMBOL, text.substring(start, at), start, at);
  }

  RqlException error(int offset, String problem) {
    return new RqlException(Place.of(text, offset), problem, text);
  }
}
