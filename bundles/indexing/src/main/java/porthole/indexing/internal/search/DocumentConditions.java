// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.rql.Expression;
import porthole.indexing.internal.rql.Expression.And;
import porthole.indexing.internal.rql.Expression.Between;
import porthole.indexing.internal.rql.Expression.Call;
import porthole.indexing.internal.rql.Expression.Comparison;
import porthole.indexing.internal.rql.Expression.In;
import porthole.indexing.internal.rql.Expression.Literal;
import porthole.indexing.internal.rql.Expression.Not;
import porthole.indexing.internal.rql.Expression.Or;
import porthole.indexing.internal.value.Terms;
import porthole.storage.api.Folding;

/**
 * Tells whether conditions hold for a document by looking at it: for those documents that an
 * automatic index finds by the same conditions. For one query.
 */
public final class DocumentConditions {
  private final Operands operands;

  /** A condition; one thread at a time tries it. */
  @FunctionalInterface
  public interface Condition {

    /**
     * Whether it holds.
     *
     * @throws QueryException if that takes too many steps
     */
    boolean holds(DocumentFields document);
  }

  /** With those values. */
  public DocumentConditions(Operands operands) {
    this.operands = operands;
  }

  /**
   * What tells whether a condition holds.
   *
   * @throws QueryException if it is none, or only an index could tell
   */
  public Condition compile(Expression condition) {
    return compile(condition, false);
  }

  private Condition compile(Expression condition, boolean exact) {
    if (condition instanceof And and) {
      List<Condition> all = compile(and.conditions(), exact);
      return document -> all.stream().allMatch(one -> one.holds(document));
    }
    if (condition instanceof Or or) {
      List<Condition> any = compile(or.conditions(), exact);
      return document -> any.stream().anyMatch(one -> one.holds(document));
    }
    if (condition instanceof Not not) {
      Condition negated = compile(not.condition(), exact);
      return document -> !negated.holds(document);
    }
    if (condition instanceof Comparison comparison) {
      return compare(comparison, exact);
    }
    if (condition instanceof Between b) {
      String name = operands.field(b.value());
      Object low = operands.value(b.low());
      return any(name, ValueRange.between(name, low, operands.value(b.high())).test(exact));
    }
    if (condition instanceof In in) {
      return membership(in, exact);
    }
    return condition instanceof Call call ? call(call, exact) : constant(condition);
  }

  private List<Condition> compile(List<Expression> conditions, boolean exact) {
    return conditions.stream().map(condition -> compile(condition, exact)).toList();
  }

  private static Condition constant(Expression condition) {
    if (condition instanceof Literal literal && literal.value() instanceof Boolean holds) {
      return document -> holds;
    }
    throw new QueryException(
        "A condition was expected, not " + Operands.describe(condition) + " alone.");
  }

  private static Condition any(String field, Predicate<FieldValue> test) {
    return document -> document.any(field, test);
  }

  private Condition compare(Comparison c, boolean exact) {
    String field = operands.field(c.left());
    Object value = operands.value(c.right());
    return switch (c.operator()) {
      case EQUAL -> equal(field, value, exact);
      case NOT_EQUAL -> {
        Condition equal = equal(field, value, exact);
        yield document -> !equal.holds(document);
      }
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          any(field, ValueRange.of(field, c.operator(), value).test(exact));
    };
  }

  private static Condition equal(String field, @Nullable Object value, boolean exact) {
    String term = term(field, value, exact);
    return any(field, found -> found.term(exact).equals(term));
  }

  private static String term(String field, @Nullable Object value, boolean exact) {
    Object scalar = ValueRange.scalar(field, value);
    return exact ? Terms.exact(scalar) : Terms.folded(scalar);
  }

  private Condition membership(In in, boolean exact) {
    String field = operands.field(in.value());
    Set<String> terms =
        operands.values(in.candidates()).stream()
            .map(value -> term(field, value, exact))
            .collect(Collectors.toSet());
    if (!in.all()) {
      return any(field, found -> terms.contains(found.term(exact)));
    }
    return document ->
        terms.stream()
            .allMatch(term -> document.any(field, found -> found.term(exact).equals(term)));
  }

  private Condition call(Call call, boolean exact) {
    return switch (call.name().toLowerCase(Locale.ROOT)) {
      case "exact" -> compile(Conditions.argument(call, 0, 1), true);
      case "exists" -> any(operands.field(Conditions.argument(call, 0, 1)), value -> true);
      case "startswith" -> {
        String start = text(call, exact);
        yield any(field(call), value -> value.term(exact).startsWith(start));
      }
      case "endswith" -> {
        String end = text(call, exact);
        yield any(field(call), value -> value.term(exact).endsWith(end));
      }
      case "regex" -> {
        RegexQuery regex =
            new RegexQuery(field(call), operands.text(Conditions.argument(call, 1, 2)));
        yield any(field(call), value -> regex.isIn(value.term(exact)));
      }
      default ->
          throw new QueryException(
              "'filter' looks at documents one by one and has no "
                  + call.name()
                  + "(). Put it into 'where'.");
    };
  }

  private String field(Call call) {
    return operands.field(Conditions.argument(call, 0, 2));
  }

  private String text(Call call, boolean exact) {
    String text = operands.text(Conditions.argument(call, 1, 2));
    return exact ? text : Folding.fold(text);
  }
}
