// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.util.List;
import java.util.Map;
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
import porthole.indexing.internal.value.Durations;
import porthole.indexing.internal.value.Terms;

/** Values compared with those of a field. */
final class Comparisons {

  private Comparisons() {}

  static Query compare(FieldPlan field, Operator operator, @Nullable Object value) {
    return switch (operator) {
      case EQUAL -> equal(field, value);
      case NOT_EQUAL -> not(equal(field, value));
      case LESS -> range(field, null, false, value, false);
      case LESS_OR_EQUAL -> range(field, null, false, value, true);
      case GREATER -> range(field, value, false, null, false);
      case GREATER_OR_EQUAL -> range(field, value, true, null, false);
    };
  }

  static Query between(FieldPlan field, @Nullable Object low, @Nullable Object high) {
    if (low == null || high == null) {
      return new MatchNoDocsQuery("nothing lies between null and something");
    }
    return range(field, low, true, high, true);
  }

  static Query not(Query query) {
    return new BooleanQuery.Builder()
        .add(new MatchAllDocsQuery(), Occur.FILTER)
        .add(query, Occur.MUST_NOT)
        .build();
  }

  static Query equal(FieldPlan field, @Nullable Object value) {
    if (field.analysis() == Analysis.FULL_TEXT) {
      return Words.phrase(field, Terms.exact(scalar(field, value)), 0);
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
    Object scalar = scalar(field, value);
    return new BytesRef(
        field.analysis() == Analysis.EXACT ? Terms.exact(scalar) : Terms.folded(scalar));
  }

  private static @Nullable Object scalar(FieldPlan field, @Nullable Object value) {
    if (value instanceof List || value instanceof Map) {
      throw new QueryException(
          "The field '"
              + field.name()
              + "' was compared with a list or an object; only single values compare. For one of"
              + " several values use 'in'.");
    }
    return value;
  }

  /** Null for no bound; a field's value that is not of the bounds' kind is in no range. */
  private static Query range(
      FieldPlan field,
      @Nullable Object low,
      boolean withLow,
      @Nullable Object high,
      boolean withHigh) {
    if (low == null && high == null) {
      return new MatchNoDocsQuery("nothing is less or greater than null");
    }
    Object from = ticks(scalar(field, low));
    Object to = ticks(scalar(field, high));
    if (from instanceof Number || to instanceof Number) {
      return numbers(field, from, withLow, to, withHigh);
    }
    return new TermRangeQuery(
        field.name(),
        low == null ? new BytesRef(Terms.EMPTY) : term(field, low),
        high == null ? null : term(field, high),
        low == null || withLow,
        withHigh);
  }

  /** A duration as the number that it lies in order by. */
  private static @Nullable Object ticks(@Nullable Object value) {
    Long ticks = value instanceof String text ? Durations.ticks(text) : null;
    return ticks == null ? value : ticks;
  }

  private static Query numbers(
      FieldPlan field,
      @Nullable Object low,
      boolean withLow,
      @Nullable Object high,
      boolean withHigh) {
    NumberRange range = NumberRange.of(number(field, low), withLow, number(field, high), withHigh);
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

  private static @Nullable Number number(FieldPlan field, @Nullable Object bound) {
    if (bound == null || bound instanceof Number) {
      return (Number) bound;
    }
    throw new QueryException(
        "The field '"
            + field.name()
            + "' is compared with a number and with '"
            + bound
            + "', which is none.");
  }
}
