// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.junit.jupiter.api.Test;

class AnalyzersTest {

  @Test
  void countsWordsAsIfThoseLeftOutWereNotThere() throws IOException {
    List<String> words = new ArrayList<>();
    try (TokenStream tokens = Analyzers.usual().tokenStream("f", "The Fox is in a quick mood")) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        words.add(term + " +" + step.getPositionIncrement());
      }
    }
    assertThat(words).containsExactly("fox +1", "quick +1", "mood +1");
  }
}
