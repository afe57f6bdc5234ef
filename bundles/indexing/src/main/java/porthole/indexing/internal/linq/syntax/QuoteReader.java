// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.syntax;

/** Reads one string or character. */
final class QuoteReader {
  private final FunctionText function;
  private final String text;
  private final int start;
  private final int limit;
  private boolean verbatim;
  private boolean interpolated;
  private int at;

  QuoteReader(FunctionText function, int start, int limit) {
    this.function = function;
    this.text = function.text();
    this.start = start;
    this.limit = limit;
    this.at = start;
  }

  /**
   * What it stands for: a String or Character; of an interpolated string the offset after its
   * opening quote, since it has to be taken apart further.
   */
  Object value() {
    char quote = text.charAt(at);
    while (quote != '"' && quote != '\'') {
      verbatim |= quote == '@';
      interpolated |= quote == '$';
      quote = text.charAt(++at);
    }
    at++;
    int contentStart = at;
    if (interpolated) {
      skipInterpolated();
      return contentStart;
    }
    String content = content(quote);
    if (quote == '"') {
      return content;
    }
    if (content.length() != 1) {
      throw function.wrong(start, "one character was expected between single quotes.");
    }
    return content.charAt(0);
  }

  boolean interpolated() {
    return interpolated;
  }

  int end() {
    return at;
  }

  private String content(char quote) {
    StringBuilder content = new StringBuilder();
    while (at < limit) {
      char c = text.charAt(at++);
      if (c == '\\' && !verbatim) {
        Escapes escapes = new Escapes(function, at, limit);
        content.append(escapes.value());
        at = escapes.end();
      } else if (c != quote) {
        content.append(c);
      } else if (verbatim && at < limit && text.charAt(at) == quote) {
        content.append(quote);
        at++;
      } else {
        return content.toString();
      }
    }
    throw function.wrong(start, "what begins here does not end; " + quote + " was expected.");
  }

  // Quotes within braces belong to the expressions there.
  private void skipInterpolated() {
    int braces = 0;
    while (at < limit) {
      char c = text.charAt(at++);
      if (c == '\\' && !verbatim) {
        at++;
      } else if (c == '{') {
        braces++;
      } else if (c == '}') {
        braces--;
      } else if (c == '"' && braces > 0) {
        at = text.indexOf('"', at) + 1;
        if (at == 0) {
          break;
        }
      } else if (c == '"') {
        return;
      }
    }
    throw function.wrong(start, "the string that begins here does not end; \" was expected.");
  }
}
