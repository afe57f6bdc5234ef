// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.syntax.Clause.From;
import porthole.indexing.internal.linq.syntax.Clause.OrderBy;
import porthole.indexing.internal.linq.syntax.Expression;
import porthole.indexing.internal.linq.syntax.Expression.Call;
import porthole.indexing.internal.linq.syntax.Expression.Index;
import porthole.indexing.internal.linq.syntax.Expression.Literal;
import porthole.indexing.internal.linq.syntax.Expression.Member;
import porthole.indexing.internal.linq.syntax.Expression.Name;
import porthole.indexing.internal.linq.syntax.Expression.Query;
import porthole.indexing.internal.linq.syntax.FunctionText;

/** Finds where a function's documents or entries come from. */
final class Roots {
  private static final Set<String> SORTS =
      Set.of("OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending");

  private final FunctionText function;

  Roots(FunctionText function) {
    this.function = function;
  }

  /**
   * Where documents come from.
   *
   * @param part the part of the function that stands for them
   * @param collections empty: all
   */
  record Documents(Expression part, Set<String> collections) {}

  /** What an expression goes through; null if it goes through nothing. */
  @Nullable Expression source(Expression expression) {
    if (expression instanceof Query query) {
      for (var clause : query.clauses()) {
        if (clause instanceof OrderBy order) {
          throw sorted(order.at(), "orderby");
        }
      }
      return ((From) query.clauses().get(0)).source();
    }
    if (!(expression instanceof Call call) || call.target() == null) {
      return null;
    }
    if (SORTS.contains(call.name())) {
      throw sorted(call.at(), call.name());
    }
    boolean extension = call.target() instanceof Name type && type.name().equals("Enumerable");
    return extension && !call.arguments().isEmpty() ? call.arguments().get(0) : call.target();
  }

  private RuntimeException sorted(int at, String name) {
    return function.wrong(
        at,
        "'" + name + "' cannot be used here: entries come in no order, one document at a time.");
  }

  /** Where a map's documents come from. */
  Documents documents(Expression map) {
    Expression expression = map;
    while (true) {
      Documents documents = documentsOrNull(expression);
      if (documents != null) {
        return documents;
      }
      Expression source = source(expression);
      if (source == null) {
        throw function.wrong(
            start(expression), "'docs' or 'docs.<collection>' was expected as what a map is of.");
      }
      expression = source;
    }
  }

  private static int start(Expression expression) {
    return expression instanceof Member member ? start(member.target()) : expression.at();
  }

  private @Nullable Documents documentsOrNull(Expression expression) {
    checkSupported(expression);
    if (isDocs(expression)) {
      return new Documents(expression, Set.of());
    }
    if (expression instanceof Member member && isDocs(member.target())) {
      return new Documents(member, Set.of(member.name()));
    }
    if (expression instanceof Index index && isDocs(index.target())) {
      return new Documents(index, Set.of(text(index.index())));
    }
    boolean several = expression instanceof Call call && call.name().equals("WhereEntityIs");
    if (several && isDocs(((Call) expression).target())) {
      return new Documents(expression, names(((Call) expression).arguments()));
    }
    return null;
  }

  private void checkSupported(Expression expression) {
    if (expression instanceof Name name
        && (name.name().equals("timeSeries") || name.name().equals("counters"))) {
      throw function.unsupported(
          name.at(), "indexes of '" + name.name() + "' cannot be made; those of 'docs' can.");
    }
    if (expression instanceof Member member) {
      checkSupported(member.target());
    }
  }

  private static boolean isDocs(@Nullable Expression expression) {
    return expression instanceof Name name && name.name().equals("docs");
  }

  private Set<String> names(List<Expression> arguments) {
    Set<String> names = new HashSet<>();
    arguments.forEach(argument -> names.add(text(argument)));
    if (names.isEmpty()) {
      throw function.wrong(0, "'WhereEntityIs' needs the names of collections.");
    }
    return names;
  }

  private String text(Expression expression) {
    if (expression instanceof Literal literal && literal.value() instanceof String text) {
      return text;
    }
    throw function.wrong(expression.at(), "a collection's name in double quotes was expected.");
  }

  /** The part of a reduce that groups its results. */
  Expression grouping(Expression reduce) {
    Expression expression = reduce;
    while (true) {
      boolean grouped = expression instanceof Query query && query.key() != null;
      boolean groupBy = expression instanceof Call call && call.name().equals("GroupBy");
      Expression source = source(expression);
      boolean last = source instanceof Name name && name.name().equals("results");
      if (last && (grouped || groupBy)) {
        return expression;
      }
      if (source == null || last) {
        throw function.wrong(
            expression.at(),
            "'results' grouped by a key was expected: "
                + "'from r in results group r by ...' or 'results.GroupBy(r => ...)'.");
      }
      expression = source;
    }
  }
}
