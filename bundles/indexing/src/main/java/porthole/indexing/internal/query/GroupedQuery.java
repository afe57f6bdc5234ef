// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.auto.AutoReduce;
import porthole.indexing.internal.query.GroupValues.Value;
import porthole.indexing.internal.rql.Expression;
import porthole.indexing.internal.rql.Expression.And;
import porthole.indexing.internal.rql.Expression.Between;
import porthole.indexing.internal.rql.Expression.Call;
import porthole.indexing.internal.rql.Expression.Comparison;
import porthole.indexing.internal.rql.Expression.In;
import porthole.indexing.internal.rql.Expression.Literal;
import porthole.indexing.internal.rql.Expression.Not;
import porthole.indexing.internal.rql.Expression.Or;
import porthole.indexing.internal.rql.Expression.Parameter;
import porthole.indexing.internal.rql.Expression.Property;
import porthole.indexing.internal.rql.Path;
import porthole.indexing.internal.rql.RqlQuery;
import porthole.indexing.internal.rql.RqlQuery.Ordering;
import porthole.indexing.internal.rql.RqlQuery.Selection;
import porthole.indexing.internal.rql.RqlQuery.Source;
import porthole.indexing.internal.search.QueryException;

/**
 * A query with {@code group by} as one over results: what it says of keys, counts and sums becomes
 * fields of these.
 *
 * @param query has no {@code group by} any more
 * @param reduce how the results are made
 */
record GroupedQuery(RqlQuery query, AutoReduce reduce) {
  private static final Set<String> ORDERS_OF_NO_FIELD = Set.of("random", "score");

  /**
   * Of that query.
   *
   * @throws QueryException if it asks for what groups do not have
   */
  static GroupedQuery of(RqlQuery query) {
    if (query.source().kind() == Source.Kind.INDEX) {
      throw new QueryException("'group by' is for collections; an index is grouped by its reduce.");
    }
    GroupValues values = new GroupValues(query);
    Rewriting rewriting = new Rewriting(values);
    Expression where = query.where();
    Expression filter = query.filter();
    RqlQuery rewritten =
        new RqlQuery(
            query.declarations(),
            new Source(query.source().kind(), query.source().name(), null),
            List.of(),
            where == null ? null : rewriting.condition(where),
            query.loads(),
            query.orderBy().stream().map(rewriting::ordering).toList(),
            filter == null ? null : rewriting.condition(filter),
            rewriting.selection(query.selection()),
            query.update(),
            query.includes(),
            query.limits());
    return new GroupedQuery(rewritten, values.reduce());
  }

  private record Rewriting(GroupValues values) {

    Expression condition(Expression condition) {
      if (condition instanceof And and) {
        return new And(and.conditions().stream().map(this::condition).toList());
      }
      if (condition instanceof Or or) {
        return new Or(or.conditions().stream().map(this::condition).toList());
      }
      if (condition instanceof Not not) {
        return new Not(condition(not.condition()));
      }
      if (condition instanceof Comparison c) {
        return new Comparison(field(c.left()), c.operator(), c.right());
      }
      if (condition instanceof Between b) {
        return new Between(field(b.value()), b.low(), b.high());
      }
      if (condition instanceof In in) {
        return new In(field(in.value()), in.candidates(), in.all());
      }
      return condition instanceof Call call ? call(call) : condition;
    }

    private Expression call(Call call) {
      List<Expression> arguments = new ArrayList<>();
      for (Expression argument : call.arguments()) {
        arguments.add(argument(argument, arguments.isEmpty()));
      }
      return new Call(call.name(), arguments);
    }

    private Expression argument(Expression argument, boolean first) {
      if (argument instanceof Path || argument instanceof Property) {
        return field(argument);
      }
      if (argument instanceof Literal literal) {
        return first && literal.value() instanceof String ? field(argument) : argument;
      }
      return values
          .find(argument)
          .<Expression>map(Rewriting::path)
          .orElseGet(() -> condition(argument));
    }

    private Path field(Expression expression) {
      return path(value(expression));
    }

    private static Path path(Value value) {
      return new Path(List.of(new Path.Step(value.field(), false)));
    }

    private Value value(Expression expression) {
      return values
          .find(expression)
          .orElseThrow(
              () ->
                  new QueryException(
                      "'"
                          + text(expression)
                          + "' is neither an aggregation nor part of the group by key. A group has"
                          + " its keys, key(), count() and sum(field)."));
    }

    private static String text(Expression expression) {
      if (expression instanceof Call call) {
        return call.name() + "()";
      }
      return expression instanceof Literal literal
          ? String.valueOf(literal.value())
          : expression.toString();
    }

    Ordering ordering(Ordering ordering) {
      if (ordering.by() instanceof Call call
          && ORDERS_OF_NO_FIELD.contains(call.name().toLowerCase(Locale.ROOT))) {
        return ordering;
      }
      Value value = value(ordering.by());
      Ordering.As as = ordering.as() == Ordering.As.UNSAID ? value.as() : ordering.as();
      return new Ordering(path(value), as, ordering.descending());
    }

    Selection selection(Selection selection) {
      if (selection instanceof Selection.Fields fields) {
        return new Selection.Fields(
            fields.fields().stream().map(this::selected).toList(), fields.distinct());
      }
      if (selection instanceof Selection.Shape) {
        throw new IndexingException.NotSupported(
            "This server does not answer 'group by' with 'select { }' yet.");
      }
      return selection;
    }

    private Selection.Field selected(Selection.Field field) {
      boolean constant =
          field.expression() instanceof Parameter
              || (field.expression() instanceof Literal literal
                  && !(literal.value() instanceof String));
      if (constant) {
        return field;
      }
      Value value = value(field.expression());
      @Nullable String alias = field.alias();
      return new Selection.Field(path(value), alias == null ? value.shown() : alias);
    }
  }
}
