// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.frames;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Collects the fields of a payload, little-endian. */
final class PayloadWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  PayloadWriter u8(int value) {
    bytes.write(value);
    return this;
  }

  PayloadWriter u32(int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      bytes.write(value >>> shift);
    }
    return this;
  }

  PayloadWriter u64(long value) {
    return u32((int) value).u32((int) (value >>> 32));
  }

  /** Text with its length, cut to what a reader accepts. */
  PayloadWriter text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(utf8.length, FrameFormatV2.MAX_TEXT);
    u32(length);
    bytes.write(utf8, 0, length);
    return this;
  }

  PayloadWriter append(PayloadWriter other) {
    bytes.writeBytes(other.bytes.toByteArray());
    return this;
  }

  ByteBuffer toBuffer() {
    return ByteBuffer.wrap(bytes.toByteArray());
  }
}
