// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) in UTF-8 and gives spans of it, without making a tree.
 *
 * <p>Every byte it passes has been checked, skipped values included: strings are valid UTF-8
 * without raw control characters, numbers follow the grammar, nesting is at most {@link
 * #MAX_DEPTH}. Keeps the array it is given. For one thread.
 */
public final class JsonCursor {

  /** How deep objects and arrays may nest. */
  public static final int MAX_DEPTH = 512;

  /** Is told of each member of an object; a value that it does not consume is skipped. */
  @FunctionalInterface
  public interface MemberVisitor {
    /** The cursor stands at the member's value; {@link JsonCursor#name} gives its name. */
    void member(JsonCursor value);
  }

  /** Is told of each element of an array; one that it does not consume is skipped. */
  @FunctionalInterface
  public interface ElementVisitor {
    /** The cursor stands at the element. */
    void element(JsonCursor value);
  }

  private final byte[] json;
  private final int end;
  private int position;
  private int depth;
  private int nameStart;
  private int nameEnd;

  /** Reads a whole array. */
  public JsonCursor(byte[] json) {
    this(json, 0, json.length);
  }

  /** Reads a part of an array, up to {@code end} exclusively. */
  public JsonCursor(byte[] json, int start, int end) {
    this.json = json;
    this.position = start;
    this.end = end;
  }

  /** The offset of the next byte to be read. */
  public int position() {
    return position;
  }

  /** The first byte of the value that comes, with white space before it passed. */
  public byte peek() {
    skipWhitespace();
    if (position >= end) {
      throw fail("JSON ends where more was expected");
    }
    return json[position];
  }

  /** Checks that nothing but white space follows. */
  public void finish() {
    skipWhitespace();
    if (position < end) {
      throw fail("Something follows the end of the JSON");
    }
  }

  /** Passes one value of any kind. */
  public void skipValue() {
    switch (peek()) {
      case '{' -> members(null);
      case '[' -> elements(null);
      case '"' -> skipString();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> skipNumber();
    }
  }

  /** Passes one value and gives its bytes, without the white space around it. */
  public byte[] raw() {
    peek();
    int start = position;
    skipValue();
    return Arrays.copyOfRange(json, start, position);
  }

  /** Passes an object. */
  public void object(MemberVisitor visitor) {
    members(visitor);
  }

  /** Passes an array. */
  public void array(ElementVisitor visitor) {
    elements(visitor);
  }

  /** The name of the member at hand. Only before its value is consumed. */
  public String name() {
    return JsonStrings.decode(json, nameStart + 1, nameEnd - 1);
  }

  /** Whether the member at hand is called so, in ASCII; cheaper than {@link #name}. */
  public boolean nameIs(String name) {
    int length = nameEnd - nameStart - 2;
    boolean same = length == name.length();
    boolean escaped = false;
    for (int i = 0; i < length; i++) {
      byte b = json[nameStart + 1 + i];
      same &= i < name.length() && b == name.charAt(i);
      escaped |= b == '\\';
    }
    return same || (escaped && name().equals(name));
  }

  /** The offset of the quote that the name of the member at hand begins with. */
  int nameStart() {
    return nameStart;
  }

  /** Passes a string and gives its text. */
  public String text() {
    if (peek() != '"') {
      throw fail("A string was expected");
    }
    int start = position;
    skipString();
    return JsonStrings.decode(json, start + 1, position - 1);
  }

  /** Passes a string or null. */
  public @Nullable String textOrNull() {
    if (peek() == 'n') {
      literal("null");
      return null;
    }
    return text();
  }

  /** Passes a whole number. */
  public long integer() {
    peek();
    int start = position;
    skipNumber();
    String digits = new String(json, start, position - start, StandardCharsets.US_ASCII);
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new JsonException("A whole number of 64 bits was expected, not " + digits, start);
    }
  }

  /** Passes true, false or null, which counts as false. */
  public boolean bool() {
    byte first = peek();
    switch (first) {
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> throw fail("true or false was expected");
    }
    return first == 't';
  }

  private void members(@Nullable MemberVisitor visitor) {
    open('{', "An object was expected");
    byte next = peek();
    while (next != '}') {
      if (next != '"') {
        throw fail("A member's name was expected");
      }
      nameStart = position;
      skipString();
      nameEnd = position;
      expect(':');
      peek();
      int valueStart = position;
      if (visitor != null) {
        visitor.member(this);
      }
      if (position == valueStart) {
        skipValue();
      }
      next = separator('}');
    }
    close();
  }

  private void elements(@Nullable ElementVisitor visitor) {
    open('[', "An array was expected");
    byte next = peek();
    while (next != ']') {
      int start = position;
      if (visitor != null) {
        visitor.element(this);
      }
      if (position == start) {
        skipValue();
      }
      next = separator(']');
    }
    close();
  }

  /** After a value: passes the comma and gives what follows it, or gives the closing bracket. */
  private byte separator(char closing) {
    byte next = peek();
    if (next == closing) {
      return next;
    }
    expect(',');
    if (peek() == closing) {
      throw fail("Nothing follows a comma");
    }
    return json[position];
  }

  private void open(char bracket, String otherwise) {
    if (peek() != bracket) {
      throw fail(otherwise);
    }
    if (++depth > MAX_DEPTH) {
      throw fail("JSON nests deeper than " + MAX_DEPTH);
    }
    position++;
  }

  private void close() {
    depth--;
    position++;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw fail("'" + c + "' was expected");
    }
    position++;
  }

  private void skipWhitespace() {
    while (position < end) {
      byte b = json[position];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return;
      }
      position++;
    }
  }

  private void literal(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (position + i >= end || json[position + i] != word.charAt(i)) {
        throw fail("'" + word + "' was expected");
      }
    }
    position += word.length();
  }

  private void skipString() {
    position++;
    while (position < end) {
      byte b = json[position];
      if (b == '"') {
        position++;
        return;
      }
      if (b == '\\') {
        skipEscape();
      } else if (b < 0) {
        skipSequence();
      } else if (b < ' ') {
        throw fail("A control character stands unescaped in a string");
      } else {
        position++;
      }
    }
    throw fail("A string does not end");
  }

  private void skipSequence() {
    int length = Utf8.sequence(json, position, end);
    if (length == 0) {
      throw fail("A string is not valid UTF-8");
    }
    position += length;
  }

  private void skipEscape() {
    int length = JsonStrings.escape(json, position, end);
    if (length == 0) {
      throw fail("A string has an escape that is none");
    }
    position += length;
  }

  private void skipNumber() {
    if (at('-')) {
      position++;
    }
    if (at('0')) {
      position++;
    } else {
      digits();
    }
    if (at('.')) {
      position++;
      digits();
    }
    if (at('e') || at('E')) {
      position++;
      if (at('+') || at('-')) {
        position++;
      }
      digits();
    }
  }

  private void digits() {
    int start = position;
    while (position < end && json[position] >= '0' && json[position] <= '9') {
      position++;
    }
    if (position == start) {
      throw fail("A value was expected");
    }
  }

  private boolean at(char c) {
    return position < end && json[position] == c;
  }

  private JsonException fail(String message) {
    return new JsonException(message, position);
  }
}
