// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage.peer;

import java.nio.charset.StandardCharsets;
import porthole.benchmarks.load.Template;

/** Texts as they are sent. */
final class PlainAnswers {
  private PlainAnswers() {}

  /** A text with marks, its numbers those that follow 0. */
  static byte[] bytes(String text) {
    Template template = new Template(text);
    byte[] bytes = template.copy();
    template.fill(bytes, 0);
    return bytes;
  }

  static byte[] plain(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
