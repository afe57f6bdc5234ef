// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.frames;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Takes the fields of a payload, and never more than is there. */
final class PayloadReader {
  private final ByteBuffer payload;

  /** Reads {@code payload}, which is little-endian. */
  PayloadReader(ByteBuffer payload) {
    this.payload = payload;
  }

  int u8() throws MalformedFrameException {
    need(1);
    return payload.get() & 0xFF;
  }

  int i32() throws MalformedFrameException {
    need(4);
    return payload.getInt();
  }

  long u64() throws MalformedFrameException {
    need(8);
    return payload.getLong();
  }

  String text() throws MalformedFrameException {
    int length = i32();
    if (length < 0 || length > FrameFormatV2.MAX_TEXT) {
      throw new MalformedFrameException("A text claims " + length + " bytes.");
    }
    need(length);
    byte[] bytes = new byte[length];
    payload.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** How many items follow that take at least {@code size} bytes each. */
  int count(int size) throws MalformedFrameException {
    int count = i32();
    if (count < 0 || (long) count * size > payload.remaining()) {
      throw new MalformedFrameException(
          "A list claims " + count + " items, but only " + payload.remaining() + " bytes follow.");
    }
    return count;
  }

  void end() throws MalformedFrameException {
    if (payload.hasRemaining()) {
      throw new MalformedFrameException(
          payload.remaining() + " bytes follow the end of a payload.");
    }
  }

  private void need(int size) throws MalformedFrameException {
    if (payload.remaining() < size) {
      throw new MalformedFrameException(
          "A payload ends where "
              + size
              + " bytes more should be; "
              + payload.remaining()
              + " are.");
    }
  }
}
