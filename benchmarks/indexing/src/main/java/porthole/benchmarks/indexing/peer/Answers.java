// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An answer of peers, written piece by piece. For one thread. */
final class Answers {
  private final StringBuilder text = new StringBuilder("{\"Results\":[");
  private boolean any;

  /** Adds a document. */
  void add(String json) {
    text.append(any ? "," : "").append(json);
    any = true;
  }

  /**
   * All of it.
   *
   * @param total how many there are on all pages; negative: nobody counted
   */
  byte[] end(long total) {
    text.append(']');
    if (total >= 0) {
      text.append(",\"TotalResults\":").append(total);
    }
    return text.append('}').toString().getBytes(UTF_8);
  }
}
