// SPDX-License-Identifier: Apache-2.0
package org.mozilla.javascript;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import porthole.script.internal.limit.Meter;

/**
 * Two texts that follow each other, joined when somebody looks. Stands in for the engine's class of
 * this name, which a script can double until the heap is full: this one asks the script's meter.
 */
@NullMarked
public final class ConsString implements CharSequence {
  private static final int BYTES_PER_CHAR = 3;
  private static final int CHARS_PER_UNIT = 16;

  private final int length;
  private @Nullable CharSequence left;
  private @Nullable CharSequence right;
  private @Nullable String joined;

  /** Of these, in their order. */
  public ConsString(CharSequence left, CharSequence right) {
    this.left = left;
    this.right = right;
    long sum = (long) left.length() + right.length();
    Meter meter = sum > Short.MAX_VALUE ? Meter.current() : null;
    if (meter != null) {
      meter.need(sum * BYTES_PER_CHAR);
    }
    this.length = Math.toIntExact(sum);
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return toString().charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return toString().substring(start, end);
  }

  @Override
  public String toString() {
    String text = joined;
    if (text == null) {
      text = join();
      joined = text;
      left = null;
      right = null;
    }
    return text;
  }

  private String join() {
    Meter meter = length > Short.MAX_VALUE ? Meter.current() : null;
    Context context = Context.getCurrentContext();
    if (meter != null && context != null) {
      meter.need((long) length * BYTES_PER_CHAR);
      meter.spend(context, length / CHARS_PER_UNIT);
    }
    char[] chars = new char[length];
    int end = length;
    Deque<CharSequence> pending = new ArrayDeque<>();
    pending.push(this);
    while (!pending.isEmpty()) {
      CharSequence next = pending.pop();
      if (next instanceof ConsString pair && pair.joined == null) {
        push(pending, pair.left);
        push(pending, pair.right);
      } else {
        String text = next.toString();
        end -= text.length();
        text.getChars(0, text.length(), chars, end);
      }
    }
    return new String(chars);
  }

  private static void push(Deque<CharSequence> pending, @Nullable CharSequence text) {
    if (text != null) {
      pending.push(text);
    }
  }
}
