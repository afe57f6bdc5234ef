// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.rql;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a block of JavaScript ends, without understanding more of it than what may hide a
 * brace: strings, templates, comments and regular expressions.
 */
final class ScriptScanner {
  // After one of these a slash begins a regular expression; after anything else it divides.
  private static final String BEFORE_REGEX = "(,=:[!&|?{};+-*%<>~^";

  private final String text;
  private final Deque<Character> closers = new ArrayDeque<>();
  private int at;
  private @Nullable Character last;

  private ScriptScanner(String text, int start) {
    this.text = text;
    at = start;
  }

  /**
   * Finds the end of a block.
   *
   * @param start of the brace, bracket or parenthesis that opens the block
   * @return the offset after the one that closes it, or -1 if there is none
   */
  static int endOfBlock(String text, int start) {
    return new ScriptScanner(text, start).scan();
  }

  private int scan() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (!closers.isEmpty() && c == closers.peek()) {
        closers.pop();
        if (c == '}' && !closers.isEmpty() && closers.peek() == '`') {
          closers.pop();
          skipTemplate();
        }
        if (closers.isEmpty()) {
          return at;
        }
      } else {
        step(c);
      }
      if (!Character.isWhitespace(c)) {
        last = c;
      }
    }
    return -1;
  }

  private void step(char c) {
    switch (c) {
      case '{' -> closers.push('}');
      case '(' -> closers.push(')');
      case '[' -> closers.push(']');
      case '\'', '"' -> skipQuoted(c);
      case '`' -> skipTemplate();
      case '/' -> skipSlash();
      case '}', ')', ']' -> at = text.length();
      default -> {
        // part of nothing that could hide a brace
      }
    }
  }

  private void skipQuoted(char quote) {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\') {
        at++;
      } else if (c == quote) {
        return;
      }
    }
  }

  // Stops after the template, or within it where code begins, which ends with a brace of its own.
  private void skipTemplate() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\') {
        at++;
      } else if (c == '`') {
        return;
      } else if (c == '$' && at < text.length() && text.charAt(at) == '{') {
        at++;
        closers.push('`');
        closers.push('}');
        return;
      }
    }
  }

  private void skipSlash() {
    if (text.startsWith("/", at)) {
      skipTo("\n");
    } else if (text.startsWith("*", at)) {
      at++;
      skipTo("*/");
    } else if (last == null || BEFORE_REGEX.indexOf(last) >= 0 || followsReturn()) {
      skipRegex();
    }
  }

  private void skipTo(String mark) {
    int found = text.indexOf(mark, at);
    at = found < 0 ? text.length() : found + mark.length();
  }

  private boolean followsReturn() {
    return text.substring(0, at - 1).stripTrailing().endsWith("return");
  }

  private void skipRegex() {
    boolean inClass = false;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\') {
        at++;
      } else if (c == '[') {
        inClass = true;
      } else if (c == ']') {
        inClass = false;
      } else if (c == '/' && !inClass) {
        return;
      }
    }
  }
}
