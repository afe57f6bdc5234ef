// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.syntax.Token.Kind;

/** Cuts a function into words. */
final class Lexer {
  private static final List<String> LONG_SYMBOLS =
      List.of("=>", "==", "!=", "<=", ">=", "&&", "||", "??");
  private static final String SHORT_SYMBOLS = "(){}[].,;:?<>=!+-*/%&|^~";

  private final FunctionText function;
  private final String text;
  private final int end;
  private int at;

  /** Of the part of a text from one offset to another. */
  Lexer(FunctionText function, int start, int end) {
    this.function = function;
    this.text = function.text();
    this.end = end;
    this.at = start;
  }

  /** All words; the last is the end. */
  List<Token> tokens() {
    List<Token> tokens = new ArrayList<>();
    while (true) {
      skipBlanksAndComments();
      if (at == end) {
        tokens.add(new Token(Kind.END, "", null, at, at));
        return tokens;
      }
      tokens.add(next());
    }
  }

  private void skipBlanksAndComments() {
    while (at < end) {
      if (Character.isWhitespace(text.charAt(at)) || Character.isSpaceChar(text.charAt(at))) {
        at++;
      } else if (stands("//")) {
        int newline = text.indexOf('\n', at);
        at = newline < 0 || newline > end ? end : newline;
      } else if (stands("/*")) {
        int close = text.indexOf("*/", at + 2);
        if (close < 0 || close + 2 > end) {
          throw function.wrong(at, "the comment that begins here does not end; '*/' was expected.");
        }
        at = close + 2;
      } else {
        return;
      }
    }
  }

  private Token next() {
    int start = at;
    char c = text.charAt(at);
    if (c == '"'
        || c == '\''
        || stands("@\"")
        || stands("$\"")
        || stands("$@\"")
        || stands("@$\"")) {
      return quoted(start);
    }
    if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
      NumberReader reader = new NumberReader(function, at, end);
      Object value = reader.value();
      at = reader.end();
      return token(Kind.LITERAL, start, value);
    }
    if (isNameStart(c) || (c == '@' && at + 1 < end && isNameStart(text.charAt(at + 1)))) {
      return name(start);
    }
    return symbol(start);
  }

  private Token quoted(int start) {
    QuoteReader reader = new QuoteReader(function, start, end);
    Object value = reader.value();
    at = reader.end();
    return token(reader.interpolated() ? Kind.INTERPOLATED : Kind.LITERAL, start, value);
  }

  private Token name(int start) {
    int nameStart = text.charAt(at) == '@' ? at + 1 : at;
    at = nameStart + 1;
    while (at < end && isNamePart(text.charAt(at))) {
      at++;
    }
    return new Token(Kind.NAME, text.substring(nameStart, at), null, start, at);
  }

  private Token symbol(int start) {
    for (String symbol : LONG_SYMBOLS) {
      if (stands(symbol)) {
        at += symbol.length();
        return token(Kind.SYMBOL, start, null);
      }
    }
    if (stands("?[") || (stands("?.") && !isDigit(at + 2))) {
      at += 2;
      return token(Kind.SYMBOL, start, null);
    }
    if (SHORT_SYMBOLS.indexOf(text.charAt(at)) < 0) {
      throw function.wrong(at, "the character '" + text.charAt(at) + "' has no meaning here.");
    }
    at++;
    return token(Kind.SYMBOL, start, null);
  }

  private Token token(Kind kind, int start, @Nullable Object value) {
    return new Token(kind, text.substring(start, at), value, start, at);
  }

  private boolean stands(String symbol) {
    return at + symbol.length() <= end && text.startsWith(symbol, at);
  }

  private boolean isDigit(int offset) {
    return offset < end && text.charAt(offset) >= '0' && text.charAt(offset) <= '9';
  }

  private static boolean isNameStart(char c) {
    return c == '_' || Character.isLetter(c);
  }

  private static boolean isNamePart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
