// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.frames;

import java.util.ArrayList;
import java.util.List;

/** Lists of facts as they stand in payloads. */
final class Facts {
  // Four empty texts and a byte.
  private static final int SMALLEST = 4 * 4 + 1;

  private Facts() {}

  static void write(List<Fact> facts, PayloadWriter out) {
    out.u32(facts.size());
    for (Fact fact : facts) {
      out.text(fact.subject()).text(fact.found()).u8(fact.weight());
      out.text(fact.reason()).text(fact.fix());
    }
  }

  static List<Fact> read(PayloadReader in) throws MalformedFrameException {
    int count = in.count(SMALLEST);
    if (count > FrameFormatV2.MAX_FACTS) {
      throw new MalformedFrameException("A helper claims " + count + " facts.");
    }
    List<Fact> facts = new ArrayList<>(count);
    for (int left = count; left > 0; left--) {
      Fact fact = new Fact(in.text(), in.text(), in.u8(), in.text(), in.text());
      if (fact.weight() > Fact.PREVENTS) {
        throw new MalformedFrameException("There is no fact of weight " + fact.weight() + ".");
      }
      facts.add(fact);
    }
    return List.copyOf(facts);
  }
}
