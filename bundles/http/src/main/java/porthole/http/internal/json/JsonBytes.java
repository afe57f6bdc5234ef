// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON in UTF-8 into a buffer of its own; sets the commas. For one thread.
 *
 * <p>{@code splice} puts bytes as they are, without commas: for values that were checked before.
 */
public final class JsonBytes {
  private byte[] buffer;
  private int size;
  private byte lastDrained;

  /** Starts empty. */
  public JsonBytes() {
    this(512);
  }

  /** Starts empty, with room for so many bytes. */
  public JsonBytes(int capacity) {
    buffer = new byte[Math.max(16, capacity)];
  }

  /** Bytes written so far. */
  public int size() {
    return size;
  }

  /** A copy of what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(buffer, size);
  }

  /** Writes out what is there and starts over with an empty buffer, in the middle of the text. */
  public void drainTo(OutputStream out) throws IOException {
    if (size > 0) {
      out.write(buffer, 0, size);
      lastDrained = buffer[size - 1];
      size = 0;
    }
  }

  /** Opens an object. */
  public JsonBytes beginObject() {
    comma();
    return splice('{');
  }

  /** Closes an object. */
  public JsonBytes endObject() {
    return splice('}');
  }

  /** Opens an array. */
  public JsonBytes beginArray() {
    comma();
    return splice('[');
  }

  /** Closes an array. */
  public JsonBytes endArray() {
    return splice(']');
  }

  /** Begins a member. */
  public JsonBytes name(String name) {
    comma();
    quote(name);
    return splice(':');
  }

  /** Writes a string, or null. */
  public JsonBytes text(@Nullable String value) {
    if (value == null) {
      return literal("null");
    }
    comma();
    quote(value);
    return this;
  }

  /** Writes null, true, false or a number. */
  public JsonBytes literal(Object value) {
    comma();
    ascii(value.toString());
    return this;
  }

  /** Writes a whole value that is JSON already. */
  public JsonBytes raw(byte[] value) {
    comma();
    return splice(value, 0, value.length);
  }

  /** Writes a member that is a string, or null. */
  public JsonBytes field(String name, @Nullable String value) {
    return name(name).text(value);
  }

  /** Writes a member that is a number. */
  public JsonBytes field(String name, long value) {
    return name(name).literal(value);
  }

  /** Writes a member that is true or false. */
  public JsonBytes field(String name, boolean value) {
    return name(name).literal(value);
  }

  /** Puts one byte as it is. */
  public JsonBytes splice(char ascii) {
    room(1);
    buffer[size++] = (byte) ascii;
    return this;
  }

  /** Puts bytes as they are. */
  public JsonBytes splice(byte[] bytes, int from, int to) {
    room(to - from);
    System.arraycopy(bytes, from, buffer, size, to - from);
    size += to - from;
    return this;
  }

  private void comma() {
    byte last = size > 0 ? buffer[size - 1] : lastDrained;
    if (last != 0 && last != '{' && last != '[' && last != ':' && last != ',') {
      splice(',');
    }
  }

  private void quote(String text) {
    splice('"');
    int plain = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
        utf8(text, plain, i);
        escape(c);
        plain = i + 1;
      }
    }
    utf8(text, plain, text.length());
    splice('"');
  }

  private void utf8(String text, int from, int to) {
    if (from < to) {
      byte[] bytes = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
      splice(bytes, 0, bytes.length);
    }
  }

  /** Surrogates are escaped too: a stray one has no UTF-8. */
  private void escape(char c) {
    splice('\\');
    if (c == '"' || c == '\\') {
      splice(c);
    } else {
      splice('u');
      for (int shift = 12; shift >= 0; shift -= 4) {
        splice(Character.forDigit((c >> shift) & 0xF, 16));
      }
    }
  }

  private void ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      splice(text.charAt(i));
    }
  }

  private void room(int bytes) {
    if (bytes > buffer.length - size) {
      int doubled = (int) Math.min(Integer.MAX_VALUE - 8L, 2L * buffer.length);
      buffer = Arrays.copyOf(buffer, Math.max(doubled, Math.addExact(size, bytes)));
    }
  }
}
