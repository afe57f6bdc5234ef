// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import porthole.storage.api.engine.EngineException;

/** Takes apart what {@link RecordWriter} put together. */
public final class RecordReader {
  private final ByteBuffer bytes;

  private RecordReader(byte[] record) {
    bytes = ByteBuffer.wrap(record);
  }

  /**
   * Reads a record whole.
   *
   * @param what what it is, for the message
   * @throws EngineException.Corrupt when the record ends too early or is not of a known version
   */
  public static <T> T read(String what, byte[] record, Function<RecordReader, T> body) {
    try {
      return body.apply(new RecordReader(record));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new EngineException.Corrupt(
          "The record of " + what + " (" + record.length + " bytes) cannot be read: " + e, e);
    }
  }

  /** Checks the version a record begins with. */
  public RecordReader version(int expected) {
    int found = u8();
    if (found != expected) {
      throw new IllegalArgumentException("version " + found + " where " + expected + " is known");
    }
    return this;
  }

  /** One byte. */
  public int u8() {
    return bytes.get() & 0xff;
  }

  /** Four bytes. */
  public int u32() {
    return bytes.getInt();
  }

  /** Eight bytes. */
  public long u64() {
    return bytes.getLong();
  }

  /** Two bytes of length, then UTF-8. */
  public String text() {
    int length = bytes.getShort() & 0xffff;
    check(length);
    String text = new String(bytes.array(), bytes.position(), length, UTF_8);
    bytes.position(bytes.position() + length);
    return text;
  }

  /** Four bytes of length, then the bytes. */
  public byte[] block() {
    return take(bytes.getInt());
  }

  /** All that is left. */
  public byte[] rest() {
    return take(bytes.remaining());
  }

  private byte[] take(int length) {
    check(length);
    byte[] taken = new byte[length];
    bytes.get(taken);
    return taken;
  }

  private void check(int length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new IllegalArgumentException(
          "a field of " + length + " bytes where " + bytes.remaining() + " are left");
    }
  }
}
