// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.similar;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.field.StoredValues;

/**
 * Finds entries that have words in common with an example: those words that come up often in it,
 * and in few entries. Which these are is known when it is searched.
 */
public final class LikeQuery extends Query {
  private final Example example;
  private final List<FieldPlan> fields;
  private final Choice choice;

  /** A word, and how much it tells apart. */
  private record Telling(Term term, double weight) {}

  /**
   * In those fields.
   *
   * @param fields at least one
   */
  public LikeQuery(Example example, List<FieldPlan> fields, Choice choice) {
    this.example = example;
    this.fields = List.copyOf(fields);
    this.choice = choice;
  }

  @Override
  public Query rewrite(IndexSearcher searcher) throws IOException {
    WordCounts words = new WordCounts(choice.mostRead());
    if (example instanceof Example.Values of) {
      addValues(words, of.values());
      return like(searcher.getIndexReader(), words, null);
    }
    Query query = ((Example.Entry) example).query();
    ScoreDoc[] first = searcher.search(query, 1).scoreDocs;
    if (first.length == 0) {
      throw new IndexingException.InvalidQuery(
          "moreLikeThis() has nothing to compare with: the index has no entry for " + query + ".");
    }
    addEntry(words, searcher.getIndexReader(), first[0].doc);
    return like(searcher.getIndexReader(), words, query);
  }

  private void addValues(WordCounts words, Map<String, @Nullable Object> values)
      throws IOException {
    for (FieldPlan field : fields) {
      for (Map.Entry<String, @Nullable Object> value : values.entrySet()) {
        if (value.getKey().equalsIgnoreCase(field.name())) {
          words.add(field, value.getValue());
        }
      }
    }
  }

  private void addEntry(WordCounts words, IndexReader reader, int entry) throws IOException {
    Map<String, @Nullable Object> stored = StoredValues.of(reader, entry);
    boolean any = false;
    for (FieldPlan field : fields) {
      Terms vector = reader.termVectors().get(entry, field.name());
      if (vector != null) {
        words.add(vector);
      } else {
        words.add(field, stored.get(field.name()));
      }
      any |= vector != null || stored.containsKey(field.name());
    }
    if (!any) {
      throw new IndexingException.InvalidQuery(
          "moreLikeThis() needs fields whose words the index keeps. Store "
              + fields.stream().map(FieldPlan::name).toList()
              + ", or their term vectors.");
    }
  }

  private Query like(IndexReader reader, WordCounts words, @Nullable Query itself)
      throws IOException {
    List<Telling> telling = telling(reader, words);
    if (telling.isEmpty()) {
      return new MatchNoDocsQuery("no word of the example tells it apart");
    }
    double best = telling.get(0).weight();
    BooleanQuery.Builder like = new BooleanQuery.Builder();
    for (Telling word : telling) {
      Query query = new TermQuery(word.term());
      float boost = (float) (choice.boost() * word.weight() / best);
      like.add(boost > 0 ? new BoostQuery(query, boost) : query, Occur.SHOULD);
    }
    if (itself == null) {
      return like.build();
    }
    return new BooleanQuery.Builder()
        .add(like.build(), Occur.MUST)
        .add(itself, Occur.MUST_NOT)
        .build();
  }

  private List<Telling> telling(IndexReader reader, WordCounts words) throws IOException {
    List<Telling> telling = new ArrayList<>();
    for (Map.Entry<String, Integer> word : words.counts().entrySet()) {
      if (choice.takes(word.getKey(), word.getValue())) {
        Term term = term(reader, word.getKey());
        int documents = reader.docFreq(term);
        if (choice.takes(documents, reader.numDocs())) {
          double rare = 1 + Math.log((reader.numDocs() + 1.0) / (documents + 1.0));
          telling.add(new Telling(term, word.getValue() * rare));
        }
      }
    }
    telling.sort(
        Comparator.comparingDouble(Telling::weight)
            .reversed()
            .thenComparing(Telling::term, Comparator.naturalOrder()));
    return telling.subList(0, Math.min(telling.size(), choice.mostLookedFor()));
  }

  /** In the field where most entries have the word. */
  private Term term(IndexReader reader, String word) throws IOException {
    Term best = new Term(fields.get(0).name(), word);
    for (FieldPlan field : fields.subList(1, fields.size())) {
      Term term = new Term(field.name(), word);
      best = reader.docFreq(term) > reader.docFreq(best) ? term : best;
    }
    return best;
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String defaultField) {
    return "moreLikeThis(" + example + ")";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LikeQuery query
        && query.example.equals(example)
        && query.fields.equals(fields)
        && query.choice.equals(choice);
  }

  @Override
  public int hashCode() {
    return Objects.hash(example, fields, choice);
  }
}
