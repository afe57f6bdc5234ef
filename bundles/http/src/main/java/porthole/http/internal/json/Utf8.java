// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.json;

/** The grammar of UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {

  private Utf8() {}

  /**
   * The length of the sequence that begins at an index with a byte of 0x80 or above.
   *
   * @return 2 to 4, or 0 when it is no sequence, or is cut off by {@code end}
   */
  static int sequence(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xFF;
    if (lead >= 0xC2 && lead <= 0xDF) {
      return continues(bytes, at + 1, 1, end) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
      return continues(bytes, at + 1, 2, end) && threeFits(lead, bytes[at + 1] & 0xFF) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
      return continues(bytes, at + 1, 3, end) && fourFits(lead, bytes[at + 1] & 0xFF) ? 4 : 0;
    }
    return 0;
  }

  private static boolean threeFits(int lead, int second) {
    return switch (lead) {
      case 0xE0 -> second >= 0xA0;
      case 0xED -> second <= 0x9F;
      default -> true;
    };
  }

  private static boolean fourFits(int lead, int second) {
    return switch (lead) {
      case 0xF0 -> second >= 0x90;
      case 0xF4 -> second <= 0x8F;
      default -> true;
    };
  }

  private static boolean continues(byte[] bytes, int from, int count, int end) {
    if (from + count > end) {
      return false;
    }
    for (int i = from; i < from + count; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return false;
      }
    }
    return true;
  }
}
