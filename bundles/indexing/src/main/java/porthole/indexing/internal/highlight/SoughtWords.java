// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.highlight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.ByteRunAutomaton;

/** The words that a query looks for in a field, not those that it does not want. */
final class SoughtWords {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Pattern> patterns = new ArrayList<>();
  private int count;

  private record Pattern(ByteRunAutomaton automaton, int number) {
    boolean matches(BytesRef word) {
      return automaton.run(word.bytes, word.offset, word.length);
    }
  }

  private SoughtWords() {}

  static SoughtWords of(Query query, String field) {
    SoughtWords words = new SoughtWords();
    query.visit(
        new QueryVisitor() {
          @Override
          public boolean acceptField(String name) {
            return name.equals(field);
          }

          @Override
          public void consumeTerms(Query of, Term... terms) {
            for (Term term : terms) {
              words.numbers.computeIfAbsent(term.text(), unused -> words.count++);
            }
          }

          @Override
          public void consumeTermsMatching(
              Query of, String name, Supplier<ByteRunAutomaton> pattern) {
            words.patterns.add(new Pattern(pattern.get(), words.count++));
          }
        });
    return words;
  }

  /** Which of them a word is, in the query's order from 0; -1: none. */
  int find(String word) {
    Integer number = numbers.get(word);
    if (number != null) {
      return number;
    }
    BytesRef bytes = new BytesRef(word);
    return patterns.stream()
        .filter(pattern -> pattern.matches(bytes))
        .mapToInt(Pattern::number)
        .findFirst()
        .orElse(-1);
  }
}
