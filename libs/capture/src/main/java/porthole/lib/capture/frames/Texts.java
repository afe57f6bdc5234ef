// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.frames;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The texts of an answer: each is sent once and then meant by its number. Number 0 is empty. */
final class Texts {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  Texts() {
    number("");
  }

  int number(String text) {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    int number = texts.size();
    texts.add(text);
    numbers.put(text, number);
    return number;
  }

  String text(int number) throws MalformedFrameException {
    if (number < 0 || number >= texts.size()) {
      throw new MalformedFrameException(
          "There is no text number " + number + ", only " + texts.size() + " texts.");
    }
    return texts.get(number);
  }

  void write(PayloadWriter out) {
    out.u32(texts.size());
    texts.forEach(out::text);
  }

  static Texts read(PayloadReader in) throws MalformedFrameException {
    Texts texts = new Texts();
    texts.texts.clear();
    int count = in.count(4);
    for (int i = 0; i < count; i++) {
      texts.texts.add(in.text());
    }
    return texts;
  }
}
