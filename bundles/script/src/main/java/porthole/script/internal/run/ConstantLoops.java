// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.run;

/**
 * {@code for (const x of y)}, which the engine does not know: becomes {@code for (let x of y)},
 * with everything else at its place. Strings, templates and comments are left as they are.
 */
final class ConstantLoops {
  private static final String KEYWORD = "const";
  private static final String INSTEAD = "let  ";

  private final String text;
  private final StringBuilder result;

  private ConstantLoops(String text) {
    this.text = text;
    this.result = new StringBuilder(text);
  }

  /** A text of the same length and lines. */
  static String rewrite(String text) {
    return text.contains(KEYWORD) ? new ConstantLoops(text).rewritten() : text;
  }

  private String rewritten() {
    int at = 0;
    while (at < text.length()) {
      at = next(at);
    }
    return result.toString();
  }

  private int next(int at) {
    char c = text.charAt(at);
    if (c == '"' || c == '\'' || c == '`') {
      return afterQuoted(at);
    }
    if (text.startsWith("//", at)) {
      return after("\n", at);
    }
    if (text.startsWith("/*", at)) {
      return after("*/", at + 2);
    }
    if (text.startsWith("for", at) && !isNamePart(at - 1)) {
      replaceKeyword(at + 3);
    }
    return at + 1;
  }

  private void replaceKeyword(int afterFor) {
    int open = afterSpace(afterFor);
    if (open < text.length() && text.charAt(open) == '(') {
      int start = afterSpace(open + 1);
      int end = start + KEYWORD.length();
      if (text.startsWith(KEYWORD, start) && !isNamePart(end)) {
        result.replace(start, end, INSTEAD);
      }
    }
  }

  private int afterQuoted(int at) {
    char quote = text.charAt(at);
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == quote || (c == '\n' && quote != '`')) {
        return i + 1;
      }
    }
    return text.length();
  }

  private int after(String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }

  private int afterSpace(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private boolean isNamePart(int at) {
    return at >= 0
        && at < text.length()
        && (Character.isJavaIdentifierPart(text.charAt(at)) || text.charAt(at) == '.');
  }
}
