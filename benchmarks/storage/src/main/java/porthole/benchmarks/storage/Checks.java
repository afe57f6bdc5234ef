// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import porthole.benchmarks.load.Template;
import porthole.benchmarks.load.Traffic;
import porthole.benchmarks.storage.peer.Answers;
import porthole.benchmarks.storage.peer.Documents;

/** What answers must be like. For one thread. */
final class Checks {
  private static final byte[] ID = "\"@id\":\"".getBytes(US_ASCII);

  /** A text of which the numbers change. */
  private static final class Text {
    private final Template template;
    private final byte[] bytes;

    Text(String text) {
      template = new Template(text);
      bytes = template.copy();
    }

    boolean isAt(byte[] array, int from, int to, int number) {
      template.fill(bytes, number);
      return from + bytes.length <= to
          && Arrays.equals(array, from, from + bytes.length, bytes, 0, bytes.length);
    }
  }

  private Checks() {}

  /** Always the same, with the number 0. */
  static Traffic.Check constant(int status, String text) {
    Text body = new Text(text);
    return (actual, bytes, from, to, number) ->
        actual == status && to - from == body.bytes.length && body.isAt(bytes, from, to, 0);
  }

  /** That the document of the number was stored. */
  static Traffic.Check stored() {
    Text begin = new Text(Answers.storedBegins(Documents.id(Template.mark(0))));
    return (status, bytes, from, to, number) ->
        status == 201 && begin.isAt(bytes, from, to, number);
  }

  /** That so many documents were stored, each under its own id. */
  static Traffic.Check stored(int documents) {
    Text id = new Text(Documents.id(Template.mark(0)) + '"');
    return (status, bytes, from, to, number) -> {
      int found = 0;
      for (int at = after(ID, bytes, from, to); at >= 0; at = after(ID, bytes, at, to)) {
        if (!id.isAt(bytes, at, to, number + found)) {
          return false;
        }
        found++;
      }
      return status == 201 && found == documents;
    };
  }

  /** The document of the number, byte for byte, and nothing else. */
  static Traffic.Check found() {
    Text begin = new Text(Answers.foundBegins(Template.mark(0)));
    Text end = new Text(Answers.foundEnds());
    return (status, bytes, from, to, number) ->
        status == 200
            && begin.isAt(bytes, from, to, number)
            && end.isAt(bytes, Math.max(from, to - end.bytes.length), to, 0);
  }

  private static int after(byte[] what, byte[] bytes, int from, int to) {
    for (int i = from; i + what.length <= to; i++) {
      if (bytes[i] == '"' && Arrays.equals(bytes, i, i + what.length, what, 0, what.length)) {
        return i + what.length;
      }
    }
    return -1;
  }
}
