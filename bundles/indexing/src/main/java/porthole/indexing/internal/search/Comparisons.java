// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.util.List;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.field.FieldPlan.Analysis;
import porthole.indexing.internal.rql.Expression.Operator;
import porthole.indexing.internal.value.Terms;

/** Values compared with those of a field. */
final class Comparisons {

  private Comparisons() {}

  static Query compare(FieldPlan field, Operator operator, @Nullable Object value) {
    return switch (operator) {
      case EQUAL -> equal(field, value);
      case NOT_EQUAL -> not(equal(field, value));
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          range(field, ValueRange.of(field.name(), operator, value));
    };
  }

  static Query between(FieldPlan field, @Nullable Object low, @Nullable Object high) {
    return range(field, ValueRange.between(field.name(), low, high));
  }

  static Query not(Query query) {
    return new BooleanQuery.Builder()
        .add(new MatchAllDocsQuery(), Occur.FILTER)
        .add(query, Occur.MUST_NOT)
        .build();
  }

  static Query equal(FieldPlan field, @Nullable Object value) {
    if (field.analysis() == Analysis.FULL_TEXT) {
      return Words.phrase(field, Terms.exact(ValueRange.scalar(field.name(), value)), 0);
    }
    return new TermQuery(new Term(field.name(), term(field, value)));
  }

  static Query in(FieldPlan field, List<@Nullable Object> values) {
    if (field.analysis() == Analysis.FULL_TEXT) {
      BooleanQuery.Builder any = new BooleanQuery.Builder();
      values.forEach(value -> any.add(equal(field, value), Occur.SHOULD));
      return any.build();
    }
    return new TermInSetQuery(
        field.name(), values.stream().map(value -> term(field, value)).toList());
  }

  static Query allIn(FieldPlan field, List<@Nullable Object> values) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(new MatchAllDocsQuery(), Occur.FILTER);
    values.forEach(value -> all.add(equal(field, value), Occur.MUST));
    return all.build();
  }

  private static BytesRef term(FieldPlan field, @Nullable Object value) {
    Object scalar = ValueRange.scalar(field.name(), value);
    return new BytesRef(
        field.analysis() == Analysis.EXACT ? Terms.exact(scalar) : Terms.folded(scalar));
  }

  private static Query range(FieldPlan field, ValueRange range) {
    if (range.isEmpty()) {
      return new MatchNoDocsQuery("nothing is less or greater than null");
    }
    if (range.isOfNumbers()) {
      return numbers(field, range.numbers());
    }
    Object low = range.low();
    Object high = range.high();
    return new TermRangeQuery(
        field.name(),
        low == null ? new BytesRef(Terms.EMPTY) : term(field, low),
        high == null ? null : term(field, high),
        low == null || range.withLow(),
        range.withHigh());
  }

  private static Query numbers(FieldPlan field, NumberRange range) {
    BooleanQuery.Builder either = new BooleanQuery.Builder();
    if (range.lowWhole() <= range.highWhole()) {
      either.add(
          LongPoint.newRangeQuery(field.wholes(), range.lowWhole(), range.highWhole()),
          Occur.SHOULD);
    }
    either.add(
        DoublePoint.newRangeQuery(field.fractions(), range.low(), range.high()), Occur.SHOULD);
    return either.build();
  }
}
