// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Puts a record together: big-endian numbers, texts and bytes with their length before them. */
public final class RecordWriter {
  private static final int SHORT_TEXT_MAX = 0xffff;
  private byte[] bytes;
  private int size;

  /** A record of about that many bytes. */
  public RecordWriter(int expectedBytes) {
    bytes = new byte[expectedBytes];
  }

  /** One byte. */
  public RecordWriter u8(int value) {
    room(1);
    bytes[size++] = (byte) value;
    return this;
  }

  /** Four bytes. */
  public RecordWriter u32(int value) {
    return u8(value >>> 24).u8(value >>> 16).u8(value >>> 8).u8(value);
  }

  /** Eight bytes. */
  public RecordWriter u64(long value) {
    return u32((int) (value >>> 32)).u32((int) value);
  }

  /** Two bytes of length, then UTF-8. */
  public RecordWriter text(String value) {
    byte[] utf8 = value.getBytes(UTF_8);
    if (utf8.length > SHORT_TEXT_MAX) {
      throw new IllegalArgumentException(
          "A text of " + utf8.length + " bytes does not fit; the most is " + SHORT_TEXT_MAX);
    }
    return u8(utf8.length >>> 8).u8(utf8.length).raw(utf8);
  }

  /** Four bytes of length, then the bytes. */
  public RecordWriter block(byte[] value) {
    return u32(value.length).raw(value);
  }

  /** Just the bytes. */
  public RecordWriter raw(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /** The record. */
  public byte[] bytes() {
    return size == bytes.length ? bytes.clone() : Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (more > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), size + size / 2 + 16));
    }
  }
}
