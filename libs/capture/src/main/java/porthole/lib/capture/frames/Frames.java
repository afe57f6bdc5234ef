// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.frames;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Reads and writes whole frames: a header with a checksum, then a payload. */
final class Frames {
  private Frames() {}

  static void write(OutputStream out, int type, ByteBuffer payload) throws IOException {
    ByteBuffer header =
        ByteBuffer.allocate(FrameFormatV2.HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(FrameFormatV2.MAGIC);
    header.putShort((short) FrameFormatV2.VERSION);
    header.putShort((short) type);
    header.putInt(payload.remaining());
    byte[] body = new byte[payload.remaining()];
    payload.get(body);
    header.putInt(checksum(header, body));
    byte[] head = new byte[FrameFormatV2.HEADER_SIZE];
    header.flip().get(head);
    out.write(head);
    out.write(body);
    out.flush();
  }

  /**
   * One frame as it came.
   *
   * @param type its type
   * @param payload its payload, checked against its checksum
   */
  record Frame(int type, ByteBuffer payload) {}

  /**
   * Reads one frame.
   *
   * @throws MalformedFrameException when it is none, is cut short, or does not match its checksum
   */
  static Frame read(InputStream in) throws IOException {
    byte[] head = in.readNBytes(FrameFormatV2.HEADER_SIZE);
    if (head.length == 0) {
      throw new MalformedFrameException("The other side ended without a frame.");
    }
    whole("header", head.length, FrameFormatV2.HEADER_SIZE);
    ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    same("magic", header.getInt(), FrameFormatV2.MAGIC);
    same("version", header.getShort(), FrameFormatV2.VERSION);
    int type = header.getShort();
    int length = header.getInt();
    int limit = limit(type);
    if (length < 0 || length > limit) {
      throw new MalformedFrameException(
          "A frame of type "
              + type
              + " claims "
              + length
              + " bytes, at most "
              + limit
              + " allowed.");
    }
    int checksum = header.getInt();
    byte[] body = in.readNBytes(length);
    whole("payload", body.length, length);
    same("checksum", checksum, checksum(header, body));
    return new Frame(type, ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN));
  }

  private static int limit(int type) throws MalformedFrameException {
    return switch (type) {
      case FrameFormatV2.HELLO, FrameFormatV2.GO, FrameFormatV2.FAILURE, FrameFormatV2.TAKEN ->
          FrameFormatV2.MAX_SMALL_PAYLOAD;
      case FrameFormatV2.ANSWER -> FrameFormatV2.MAX_ANSWER_PAYLOAD;
      default -> throw new MalformedFrameException("There is no frame of type " + type + ".");
    };
  }

  private static int checksum(ByteBuffer header, byte[] body) {
    CRC32C checksum = new CRC32C();
    checksum.update(header.slice(0, FrameFormatV2.CHECKED_HEADER_SIZE));
    checksum.update(body);
    return (int) checksum.getValue();
  }

  private static void whole(String what, int actual, int expected) throws MalformedFrameException {
    if (actual != expected) {
      throw new MalformedFrameException(
          "A frame's " + what + " ends after " + actual + " of " + expected + " bytes.");
    }
  }

  private static void same(String what, int actual, int expected) throws MalformedFrameException {
    if (actual != expected) {
      throw new MalformedFrameException(
          "A frame's "
              + what
              + " is 0x"
              + Integer.toHexString(actual)
              + ", expected 0x"
              + Integer.toHexString(expected)
              + ".");
    }
  }
}
