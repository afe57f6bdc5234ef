// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.similar;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.field.FieldPlan;

/** How often each word comes up in an example. */
final class WordCounts {
  private final int mostRead;
  private final Map<String, Integer> counts = new HashMap<>();

  WordCounts(int mostRead) {
    this.mostRead = mostRead;
  }

  Map<String, Integer> counts() {
    return counts;
  }

  /** Counts the words that are kept of an entry. */
  void add(Terms vector) throws IOException {
    TermsEnum words = vector.iterator();
    while (words.next() != null) {
      counts.merge(words.term().utf8ToString(), (int) words.totalTermFreq(), Integer::sum);
    }
  }

  /** Counts the words of a value; of lists and objects, those of the values in them. */
  void add(FieldPlan field, @Nullable Object value) throws IOException {
    if (value instanceof List<?> list) {
      for (Object element : list) {
        add(field, element);
      }
    } else if (value instanceof Map<?, ?> object) {
      for (Object inner : object.values()) {
        add(field, inner);
      }
    } else if (value != null) {
      addText(field, value.toString());
    }
  }

  private void addText(FieldPlan field, String text) throws IOException {
    try (TokenStream tokens = field.analyzer().tokenStream(field.name(), text)) {
      CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      for (int read = 0; read < mostRead && tokens.incrementToken(); read++) {
        counts.merge(word.toString(), 1, Integer::sum);
      }
      tokens.end();
    }
  }
}
