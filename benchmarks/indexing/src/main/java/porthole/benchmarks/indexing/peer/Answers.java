// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** An answer of peers, written piece by piece. For one thread. */
final class Answers {
  private static final byte[] BEGIN = ascii("{\"Results\":[");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * 1024);
  private boolean any;

  Answers() {
    bytes.writeBytes(BEGIN);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** Adds a document, which is JSON in UTF-8. */
  void add(byte[] json, int from, int length) {
    if (any) {
      bytes.write(',');
    }
    bytes.write(json, from, length);
    any = true;
  }

  /**
   * All of it.
   *
   * @param total how many there are on all pages; negative: nobody counted
   */
  byte[] end(long total) {
    bytes.writeBytes(ascii(total < 0 ? "]}" : "],\"TotalResults\":" + total + "}"));
    return bytes.toByteArray();
  }
}
