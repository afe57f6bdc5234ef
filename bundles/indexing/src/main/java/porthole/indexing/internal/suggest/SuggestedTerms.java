// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.suggest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.search.StopSignal;
import porthole.indexing.internal.search.StopSignal.SearchTime;

/** Finds terms by going through all that a field has; a million take about a second. */
public final class SuggestedTerms {
  private static final int TERMS_BETWEEN_LOOKS = 256;
  // Nobody mistypes longer ones, and comparing takes the product of both lengths.
  private static final int LONGEST = 256;

  private final List<Suggest> all;

  /** A term that is like a word. */
  private record Like(String term, double likeness, int documents) {
    static final Comparator<Like> BY_LIKENESS =
        Comparator.comparingDouble(Like::likeness)
            .thenComparingInt(Like::documents)
            .thenComparing(Like::term, Comparator.reverseOrder());
    static final Comparator<Like> BY_DOCUMENTS =
        Comparator.comparingInt(Like::documents).thenComparing(BY_LIKENESS);
  }

  SuggestedTerms(List<Suggest> all) {
    this.all = List.copyOf(all);
  }

  /**
   * Finds them.
   *
   * @param found makes no difference: terms are those of all documents
   * @return one result for each suggestion, as JSON values
   */
  public List<Map<String, @Nullable Object>> find(
      IndexReader reader, Query found, StopSignal stop) {
    List<Map<String, @Nullable Object>> results = new ArrayList<>();
    for (Suggest suggest : all) {
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      result.put("Name", suggest.name());
      result.put("Suggestions", terms(reader, suggest, stop.begin()));
      results.add(result);
    }
    return results;
  }

  private static List<String> terms(IndexReader reader, Suggest suggest, SearchTime time) {
    Map<String, Like> best = new LinkedHashMap<>();
    for (String word : suggest.words()) {
      try {
        for (Like like : like(reader, suggest, word, time)) {
          best.merge(like.term(), like, (a, b) -> a.likeness() >= b.likeness() ? a : b);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Comparator<Like> order =
        suggest.order() == Suggest.Order.POPULARITY ? Like.BY_DOCUMENTS : Like.BY_LIKENESS;
    return best.values().stream()
        .sorted(Like.BY_LIKENESS.reversed())
        .limit(suggest.most())
        .sorted(order.reversed())
        .map(Like::term)
        .toList();
  }

  private static Queue<Like> like(IndexReader reader, Suggest suggest, String word, SearchTime time)
      throws IOException {
    Queue<Like> best = new PriorityQueue<>(Like.BY_LIKENESS);
    Terms terms = MultiTerms.getTerms(reader, suggest.field().name());
    if (terms == null || word.length() > LONGEST) {
      return best;
    }
    int least =
        suggest.order() == Suggest.Order.POPULARITY
            ? reader.docFreq(new Term(suggest.field().name(), word))
            : 0;
    Grams grams = new Grams(word);
    TermsEnum each = terms.iterator();
    int count = 0;
    for (BytesRef bytes = each.next(); bytes != null; bytes = each.next()) {
      if (++count % TERMS_BETWEEN_LOOKS == 0) {
        time.check();
      }
      if (bytes.length > LONGEST) {
        continue;
      }
      String term = bytes.utf8ToString();
      double likeness = likeness(suggest, word, grams, term);
      if (likeness >= suggest.accuracy() && each.docFreq() >= least) {
        best.add(new Like(term, likeness, each.docFreq()));
        if (best.size() > suggest.most()) {
          best.remove();
        }
      }
    }
    return best;
  }

  /** Less than any accuracy for what is no candidate. */
  private static double likeness(Suggest suggest, String word, Grams grams, String term) {
    boolean candidate = !term.equals(word) && grams.anyIn(term);
    return candidate ? suggest.likeness().of(word, term) : -1;
  }
}
