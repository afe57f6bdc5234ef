// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.syntax;

import java.util.ArrayList;
import java.util.List;
import porthole.indexing.internal.linq.syntax.Expression.Interpolated;
import porthole.indexing.internal.linq.syntax.Expression.Literal;

/** Takes strings with expressions in them apart. */
final class InterpolatedStrings {
  private final Words words;
  private final FunctionText function;
  private final String text;
  private final List<Expression> parts = new ArrayList<>();
  private final List<String> formats = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private int at;

  InterpolatedStrings(Words words) {
    this.words = words;
    this.function = words.function();
    this.text = function.text();
  }

  Expression read(Token token) {
    boolean verbatim = token.text().substring(0, 3).contains("@");
    at = token.start() + (verbatim ? 3 : 2);
    int end = token.end() - 1;
    while (at < end) {
      char c = text.charAt(at);
      if ((c == '{' || c == '}' || (verbatim && c == '"')) && text.charAt(at + 1) == c) {
        literal.append(c);
        at += 2;
      } else if (c == '{') {
        hole(end);
      } else if (c == '}') {
        throw function.wrong(at, "'}' was found where '}}' was expected.");
      } else if (c == '\\' && !verbatim) {
        Escapes escapes = new Escapes(function, at + 1, end);
        literal.append(escapes.value());
        at = escapes.end();
      } else {
        literal.append(c);
        at++;
      }
    }
    flush(end);
    return words.made(new Interpolated(token.start(), parts, formats));
  }

  private void flush(int end) {
    if (!literal.isEmpty()) {
      part(words.made(new Literal(end, literal.toString())), "");
      literal.setLength(0);
    }
  }

  private void part(Expression part, String format) {
    parts.add(part);
    formats.add(format);
  }

  private void hole(int end) {
    flush(at);
    int start = at + 1;
    int close = closing(start, end);
    int colon = colon(start, close);
    String format = colon == close ? "" : text.substring(colon + 1, close);
    part(words.deeper(() -> Parser.parseWithin(words.within(start, colon))), format);
    at = close + 1;
  }

  private int closing(int start, int end) {
    int braces = 1;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      braces += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (braces == 0) {
        return i;
      }
    }
    throw function.wrong(start - 1, "'{' has no '}'.");
  }

  // A format follows the first colon that is not in parentheses.
  private int colon(int start, int close) {
    int parentheses = 0;
    for (int i = start; i < close; i++) {
      char c = text.charAt(i);
      parentheses += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (c == ':' && parentheses == 0) {
        return i;
      }
    }
    return close;
  }
}
