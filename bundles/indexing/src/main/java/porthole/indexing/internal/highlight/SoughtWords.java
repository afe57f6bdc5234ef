// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.highlight;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.ByteRunAutomaton;

/** The words that a query looks for in a field, not those that it does not want. */
final class SoughtWords {
  private final List<Predicate<String>> sought;

  private SoughtWords(List<Predicate<String>> sought) {
    this.sought = sought;
  }

  static SoughtWords of(Query query, String field) {
    // A query gives its parts in no order.
    SortedMap<String, Predicate<String>> sought = new TreeMap<>();
    query.visit(
        new QueryVisitor() {
          @Override
          public boolean acceptField(String name) {
            return name.equals(field);
          }

          @Override
          public void consumeTerms(Query of, Term... terms) {
            for (Term term : terms) {
              sought.put(term.text(), term.text()::equals);
            }
          }

          @Override
          public void consumeTermsMatching(
              Query of, String name, Supplier<ByteRunAutomaton> pattern) {
            ByteRunAutomaton automaton = pattern.get();
            sought.put(of.toString(name), word -> matches(automaton, word));
          }
        });
    return new SoughtWords(new ArrayList<>(sought.values()));
  }

  private static boolean matches(ByteRunAutomaton automaton, String word) {
    BytesRef bytes = new BytesRef(word);
    return automaton.run(bytes.bytes, bytes.offset, bytes.length);
  }

  /** Which of them a word is, by the alphabet, from 0; -1: none. */
  int find(String word) {
    for (int i = 0; i < sought.size(); i++) {
      if (sought.get(i).test(word)) {
        return i;
      }
    }
    return -1;
  }
}
