// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Puts a record together: big-endian numbers, texts and bytes with their length before them. */
public final class RecordWriter {
  private static final int SHORT_TEXT_MAX = 0xffff;
  private final ByteArrayOutputStream bytes;

  /** A record of about that many bytes. */
  public RecordWriter(int expectedBytes) {
    bytes = new ByteArrayOutputStream(expectedBytes);
  }

  /** One byte. */
  public RecordWriter u8(int value) {
    bytes.write(value);
    return this;
  }

  /** Four bytes. */
  public RecordWriter u32(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes.write(value >>> shift);
    }
    return this;
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
    bytes.write(utf8.length >>> 8);
    bytes.write(utf8.length);
    return raw(utf8);
  }

  /** Four bytes of length, then the bytes. */
  public RecordWriter block(byte[] value) {
    return u32(value.length).raw(value);
  }

  /** Just the bytes. */
  public RecordWriter raw(byte[] value) {
    bytes.write(value, 0, value.length);
    return this;
  }

  /** The record. */
  public byte[] bytes() {
    return bytes.toByteArray();
  }
}
