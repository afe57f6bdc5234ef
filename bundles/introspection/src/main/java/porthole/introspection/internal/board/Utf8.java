// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.board;

import java.nio.ByteBuffer;

/** Writes text as UTF-8 without allocating. */
final class Utf8 {

  private Utf8() {}

  /**
   * Puts {@code text} at {@code offset}, cut at a character so that it takes {@code limit} bytes at
   * most. A surrogate without its partner becomes a question mark.
   *
   * @return the number of bytes written
   */
  static int put(ByteBuffer buffer, int offset, CharSequence text, int limit) {
    int at = offset;
    int end = offset + limit;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        if (at == end) {
          break;
        }
        buffer.put(at++, (byte) c);
        continue;
      }
      int codePoint = codePoint(text, i, length);
      int size = size(codePoint);
      if (end - at < size) {
        break;
      }
      putMultiByte(buffer, at, codePoint, size);
      at += size;
      if (codePoint >= 0x10000) {
        i++;
      }
    }
    return at - offset;
  }

  private static int codePoint(CharSequence text, int i, int length) {
    char c = text.charAt(i);
    if (!Character.isSurrogate(c)) {
      return c;
    }
    if (Character.isHighSurrogate(c) && i + 1 < length) {
      char low = text.charAt(i + 1);
      if (Character.isLowSurrogate(low)) {
        return Character.toCodePoint(c, low);
      }
    }
    return '?';
  }

  private static int size(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }

  private static void putMultiByte(ByteBuffer buffer, int at, int codePoint, int size) {
    if (size == 1) {
      buffer.put(at, (byte) codePoint);
      return;
    }
    for (int i = size - 1; i > 0; i--) {
      buffer.put(at + i, (byte) (0x80 | (codePoint >> (6 * (size - 1 - i)) & 0x3F)));
    }
    int lead = 0xF0 << (4 - size) & 0xFF;
    buffer.put(at, (byte) (lead | codePoint >> (6 * (size - 1))));
  }
}
