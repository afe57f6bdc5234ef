// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.FilterScorer;
import org.apache.lucene.search.FilterWeight;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.field.FieldPlan;

/** Finds the same as a query for a field, with scores times the boosts that entries have for it. */
public final class FieldBoosts extends Query {
  private final Query of;
  private final String column;

  private FieldBoosts(Query of, String field) {
    this.of = of;
    this.column = FieldPlan.boosts(field);
  }

  /** The same query, with the boosts of all fields whose terms it scores. */
  public static Query in(Query query) {
    if (query instanceof BooleanQuery all) {
      BooleanQuery.Builder same =
          new BooleanQuery.Builder().setMinimumNumberShouldMatch(all.getMinimumNumberShouldMatch());
      for (BooleanClause clause : all) {
        same.add(clause.isScoring() ? in(clause.getQuery()) : clause.getQuery(), clause.getOccur());
      }
      return same.build();
    }
    if (query instanceof BoostQuery boost) {
      return new BoostQuery(in(boost.getQuery()), boost.getBoost());
    }
    String field = field(query);
    return field == null ? query : new FieldBoosts(query, field);
  }

  private static @Nullable String field(Query query) {
    if (query instanceof TermQuery term) {
      return term.getTerm().field();
    }
    if (query instanceof PhraseQuery phrase) {
      return phrase.getField();
    }
    if (query instanceof FuzzyQuery fuzzy) {
      return fuzzy.getField();
    }
    return query instanceof LikeTextQuery like ? like.getField() : null;
  }

  @Override
  public Query rewrite(IndexSearcher searcher) throws IOException {
    Query rewritten = of.rewrite(searcher);
    if (rewritten instanceof MatchNoDocsQuery || !isIn(searcher)) {
      return rewritten;
    }
    return rewritten.equals(of) ? this : new FieldBoosts(rewritten, this);
  }

  private FieldBoosts(Query of, FieldBoosts same) {
    this.of = of;
    this.column = same.column;
  }

  private boolean isIn(IndexSearcher searcher) {
    return searcher.getIndexReader().leaves().stream()
        .anyMatch(leaf -> leaf.reader().getFieldInfos().fieldInfo(column) != null);
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost)
      throws IOException {
    Weight weight = of.createWeight(searcher, mode, boost);
    return mode.needsScores() ? new Boosted(weight) : weight;
  }

  private final class Boosted extends FilterWeight {

    Boosted(Weight of) {
      super(FieldBoosts.this, of);
    }

    @Override
    public @Nullable Scorer scorer(LeafReaderContext segment) throws IOException {
      Scorer scorer = in.scorer(segment);
      NumericDocValues boosts = segment.reader().getNumericDocValues(column);
      return scorer == null || boosts == null ? scorer : new BoostedScorer(scorer, this, boosts);
    }

    @Override
    public Explanation explain(LeafReaderContext segment, int entry) throws IOException {
      Explanation plain = in.explain(segment, entry);
      NumericDocValues boosts = segment.reader().getNumericDocValues(column);
      if (!plain.isMatch() || boosts == null || !boosts.advanceExact(entry)) {
        return plain;
      }
      float boost = Float.intBitsToFloat((int) boosts.longValue());
      return Explanation.match(
          plain.getValue().floatValue() * boost,
          "product of:",
          plain,
          Explanation.match(boost, "boost that the map gives"));
    }
  }

  private static final class BoostedScorer extends FilterScorer {
    private final NumericDocValues boosts;

    BoostedScorer(Scorer of, Weight weight, NumericDocValues boosts) {
      super(of, weight);
      this.boosts = boosts;
    }

    @Override
    public float score() throws IOException {
      float score = in.score();
      return boosts.advanceExact(docID())
          ? score * Float.intBitsToFloat((int) boosts.longValue())
          : score;
    }

    @Override
    public float getMaxScore(int upTo) {
      return Float.POSITIVE_INFINITY;
    }
  }

  @Override
  public void visit(QueryVisitor visitor) {
    of.visit(visitor);
  }

  @Override
  public String toString(String defaultField) {
    return of.toString(defaultField);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldBoosts boosts
        && boosts.of.equals(of)
        && boosts.column.equals(column);
  }

  @Override
  public int hashCode() {
    return Objects.hash(of, column);
  }
}
