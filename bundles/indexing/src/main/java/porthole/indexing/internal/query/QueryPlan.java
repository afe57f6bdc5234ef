// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.auto.AutoDefinition;
import porthole.indexing.internal.auto.NeededFields;
import porthole.indexing.internal.projection.Projection;
import porthole.indexing.internal.projection.Projections;
import porthole.indexing.internal.query.FilteredHits.Filter;
import porthole.indexing.internal.rql.Expression;
import porthole.indexing.internal.rql.RqlException;
import porthole.indexing.internal.rql.RqlQuery;
import porthole.indexing.internal.rql.RqlQuery.Selection;
import porthole.indexing.internal.rql.RqlQuery.Source;
import porthole.indexing.internal.search.Conditions;
import porthole.indexing.internal.search.DocumentConditions;
import porthole.indexing.internal.search.FieldBoosts;
import porthole.indexing.internal.search.IndexFields;
import porthole.indexing.internal.search.Operands;
import porthole.indexing.internal.search.Orders;
import porthole.indexing.internal.search.QueryException;

/**
 * How a query is going to be answered.
 *
 * @param index the one that the query names; null: it names a collection
 * @param collection as the query names it; empty if it names an index
 * @param needs what an index has to hold to answer it, if it names none
 * @param matches what is looked for there
 * @param unconditional whether it is all documents of the collection, in whatever order: then no
 *     index is needed
 * @param projection null: documents are wanted as they are
 * @param distinct whether each combination of the selected values comes once
 * @param computed null: documents are wanted, not what is worked out of them
 * @param filter looks at what was found, one by one; null: all of it is wanted
 * @param includes paths to the ids of documents that are to come along
 * @param extras what comes along besides; for one answer
 * @param timed whether the answer says how long it took
 */
record QueryPlan(
    @Nullable String index,
    String collection,
    AutoDefinition needs,
    Query matches,
    Sort sort,
    boolean unconditional,
    @Nullable Projection projection,
    boolean distinct,
    @Nullable Computed computed,
    @Nullable Filter filter,
    Page page,
    List<String> includes,
    List<Extra> extras,
    boolean timed) {

  /**
   * The part of the answer that is wanted.
   *
   * @param offset how many come before it
   * @param count at most so many
   */
  record Page(long offset, long count) {
    static final Page ALL = new Page(0, Long.MAX_VALUE);
  }

  /**
   * What plans are made with.
   *
   * @param syntax what the text of a query says
   * @param analyzer makes the words that automatic indexes hold
   * @param random for what is to be in no order
   * @param indexes the fields of an index by its name
   * @param documents the values of a document by its id; null: there is none
   */
  record Known(
      Function<String, RqlQuery> syntax,
      Analyzer analyzer,
      RandomGenerator random,
      Function<String, IndexFields> indexes,
      Function<String, @Nullable Map<String, @Nullable Object>> documents,
      Projections.Sources sources) {}

  /**
   * Plans a query.
   *
   * @throws IndexingException if it is none, or cannot be answered
   */
  static QueryPlan of(String text, Map<String, @Nullable Object> parameters, Known known) {
    try {
      RqlQuery query = known.syntax().apply(text);
      Computed.check(query);
      Unsupported.check(query);
      return of(
          query,
          new Operands(query.source().alias(), parameters),
          planned -> Projections.of(planned, text, parameters, known.sources()),
          known);
    } catch (RqlException e) {
      throw new IndexingException.InvalidQuery(String.valueOf(e.getMessage()));
    } catch (QueryException e) {
      throw new IndexingException.InvalidQuery(e.getMessage() + "\nQuery: " + text);
    }
  }

  private static QueryPlan of(
      RqlQuery asked,
      Operands operands,
      Function<RqlQuery, @Nullable Projection> projections,
      Known known) {
    GroupedQuery grouped = asked.groupBy().isEmpty() ? null : GroupedQuery.of(asked);
    RqlQuery query = grouped == null ? asked : grouped.query();
    Source source = query.source();
    boolean named = source.kind() == Source.Kind.INDEX;
    NeededFields needed = new NeededFields(known.analyzer());
    IndexFields fields = named ? known.indexes().apply(source.name()) : needed;
    Expression where = query.where();
    Query found =
        where == null
            ? new MatchAllDocsQuery()
            : new Conditions(fields, operands, known.documents()).translate(where);
    Query matches = named ? FieldBoosts.in(found) : found;
    Sort sort = new Orders(fields, operands, known.random()).translate(query.orderBy());
    IncludedParts included = new IncludedParts(fields, operands);
    List<Extra> extras =
        included.extras(query.includes(), matches, new HitValues(known.documents()));
    Computed computed = Computed.of(query, fields, operands, known);
    return new QueryPlan(
        named ? source.name() : null,
        named ? "" : source.name(),
        grouped == null
            ? needed.definition(source.name())
            : needed.definition(source.name(), grouped.reduce()),
        matches,
        sort,
        !named && grouped == null && isOfAll(query) && computed == null && extras.isEmpty(),
        computed == null ? projections.apply(query) : null,
        computed == null && isDistinct(query),
        computed,
        filter(query, operands),
        page(query, operands),
        included.paths(query.includes()),
        extras,
        IncludedParts.areTimed(query.includes()));
  }

  private static boolean isOfAll(RqlQuery query) {
    return query.where() == null && query.orderBy().isEmpty();
  }

  private static boolean isDistinct(RqlQuery query) {
    return (query.selection() instanceof Selection.Fields fields && fields.distinct())
        || (query.selection() instanceof Selection.Shape shape && shape.distinct());
  }

  /** The hits that make the page: all, where that cannot be said before they are looked at. */
  Page hits() {
    return distinct || filter != null ? Page.ALL : page;
  }

  private static @Nullable Filter filter(RqlQuery query, Operands operands) {
    Expression condition = query.filter();
    Expression most = query.limits().filterCount();
    if (condition == null) {
      if (most != null) {
        throw new QueryException(
            "'filter_limit' says how many a 'filter' looks at; there is none.");
      }
      return null;
    }
    return new Filter(
        new DocumentConditions(operands).compile(condition),
        most == null ? Long.MAX_VALUE : whole(most, operands));
  }

  /**
   * The same, where what is found is wanted as the index holds it.
   *
   * @throws IndexingException.InvalidQuery if no index is asked, or not for entries
   */
  QueryPlan ofEntries() {
    if (unconditional || computed != null || filter != null) {
      throw new IndexingException.InvalidQuery(
          "Only an index has entries, and shows those it finds without 'filter', facets and"
              + " suggestions. Name an index, or add a condition.");
    }
    return new QueryPlan(
        index,
        collection,
        needs,
        matches,
        sort,
        false,
        null,
        false,
        null,
        null,
        page,
        List.of(),
        List.of(),
        false);
  }

  /** What of the hits the filter lets through makes the page. */
  Page filtered() {
    return distinct ? Page.ALL : page;
  }

  private static Page page(RqlQuery query, Operands operands) {
    Expression offset = query.limits().offset();
    Expression count = query.limits().count();
    return new Page(
        offset == null ? 0 : whole(offset, operands),
        count == null ? Long.MAX_VALUE : whole(count, operands));
  }

  private static long whole(Expression expression, Operands operands) {
    double number = operands.number(expression);
    if (number < 0 || number != Math.rint(number)) {
      throw new QueryException("A limit is a whole number of 0 or more, not " + number + ".");
    }
    return (long) number;
  }
}
