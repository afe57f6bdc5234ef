// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.symbols;

import java.util.ArrayList;
import java.util.List;

/**
 * A mangled name while it is read, with what was read before and may be referred to again. How
 * deep, how long and how much is bounded: a short name can stand for an endless one.
 */
final class MangledText {
  private static final int MOST_CHARACTERS = 4096;
  private static final int MOST_DEPTH = 96;
  private static final int MOST_STEPS = 20_000;

  private final String text;
  private final List<String> substitutions = new ArrayList<>();
  private List<String> templateArguments = new ArrayList<>();
  private int at;
  private int depth;
  private int steps;

  /** It is no name, or one with more to it than is understood here. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super("no readable name", null, false, false);
    }
  }

  MangledText(String text, int at) {
    this.text = text;
    this.at = at;
    if (text.length() > MOST_CHARACTERS) {
      throw new Unreadable();
    }
  }

  /** Each enter is followed by a leave, unless the whole name is unreadable. */
  void enter() {
    if (++depth > MOST_DEPTH || ++steps > MOST_STEPS) {
      throw new Unreadable();
    }
  }

  void leave() {
    depth--;
  }

  /** The next character; 0 at the end. */
  char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  boolean follows(String what) {
    return text.startsWith(what, at);
  }

  boolean take(char what) {
    return take(String.valueOf(what));
  }

  boolean take(String what) {
    if (!follows(what)) {
      return false;
    }
    at += what.length();
    return true;
  }

  void expect(char what) {
    if (!take(what)) {
      throw new Unreadable();
    }
  }

  String next(int length) {
    if (length <= 0 || length > text.length() - at) {
      throw new Unreadable();
    }
    at += length;
    return text.substring(at - length, at);
  }

  boolean atDigit() {
    return peek() >= '0' && peek() <= '9';
  }

  /** A decimal number, which must be there. */
  int number() {
    int value = 0;
    if (!atDigit()) {
      throw new Unreadable();
    }
    while (atDigit()) {
      value = value * 10 + (next(1).charAt(0) - '0');
      if (value > 1_000_000) {
        throw new Unreadable();
      }
    }
    return value;
  }

  /** Up to {@code _}: 0 for nothing, else one more than the number in base 36. */
  int sequence() {
    int value = 0;
    boolean any = false;
    while (!take('_')) {
      int digit = Character.digit(next(1).charAt(0), 36);
      value = value * 36 + digit;
      any = true;
      if (digit < 0 || value > 1_000_000) {
        throw new Unreadable();
      }
    }
    return any ? value + 1 : 0;
  }

  /** Keeps what may be referred to later. */
  String remember(String what) {
    substitutions.add(bounded(what));
    return what;
  }

  String substitution(int index) {
    if (index >= substitutions.size()) {
      throw new Unreadable();
    }
    return substitutions.get(index);
  }

  void templateArguments(List<String> arguments) {
    templateArguments = arguments;
  }

  /** What a parameter of the template stands for. */
  String templateArgument(int index) {
    return index < templateArguments.size() ? templateArguments.get(index) : "auto";
  }

  static String bounded(String what) {
    if (what.length() > MOST_CHARACTERS) {
      throw new Unreadable();
    }
    return what;
  }
}
