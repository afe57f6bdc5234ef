// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.rql.Expression;
import porthole.indexing.internal.rql.Expression.Call;
import porthole.indexing.internal.rql.Expression.Literal;
import porthole.indexing.internal.rql.Expression.Parameter;
import porthole.indexing.internal.rql.Path;

/** Reads fields and values out of a query's expressions. */
public final class Operands {

  /** The field that holds the documents' ids; no document can have one of that name. */
  public static final String ID = "id()";

  /** The column that holds them as they are written. */
  public static final String ID_COLUMN = "@id";

  private final @Nullable String alias;
  private final Map<String, @Nullable Object> parameters;

  /**
   * Takes values from the query's parameters.
   *
   * @param alias what the query calls a document; null: nothing
   * @param parameters plain JSON values, as in {@link porthole.indexing.internal.value}
   */
  public Operands(@Nullable String alias, Map<String, @Nullable Object> parameters) {
    this.alias = alias;
    this.parameters = parameters;
  }

  /** The name of the field that is meant: a path, {@code id()}, or a name in quotes. */
  public String field(Expression expression) {
    if (expression instanceof Path path) {
      return String.join(".", names(path));
    }
    if (expression instanceof Call call && call.calls("id")) {
      return ID;
    }
    if (expression instanceof Literal literal && literal.value() instanceof String name) {
      return name;
    }
    Unavailable.check(expression);
    throw new QueryException("A field was expected, not " + describe(expression) + ".");
  }

  /** The names of the properties on the way from a document to a value. */
  public List<String> names(Path path) {
    List<String> names = path.steps().stream().map(Path.Step::name).toList();
    boolean aliased = names.get(0).equals(alias) && names.size() > 1;
    return aliased ? names.subList(1, names.size()) : names;
  }

  /** The path from a document on; it may have been one name in quotes. */
  public String fromDocument(Path path) {
    String text = path.toString();
    return alias != null && text.startsWith(alias + ".")
        ? text.substring(alias.length() + 1)
        : text;
  }

  /** The value that is meant: a literal or a parameter. */
  public @Nullable Object value(Expression expression) {
    if (expression instanceof Literal literal) {
      return literal.value();
    }
    if (expression instanceof Parameter parameter) {
      if (!parameters.containsKey(parameter.name())) {
        throw new QueryException(
            "The query uses the parameter $" + parameter.name() + ", which came without a value.");
      }
      return parameters.get(parameter.name());
    }
    Unavailable.check(expression);
    throw new QueryException("A value was expected, not " + describe(expression) + ".");
  }

  /** Those values, with lists among them opened. */
  public List<@Nullable Object> values(List<Expression> expressions) {
    List<@Nullable Object> values = new ArrayList<>();
    expressions.forEach(expression -> flatten(value(expression), values));
    return values;
  }

  private static void flatten(@Nullable Object value, List<@Nullable Object> into) {
    if (value instanceof List<?> list) {
      list.forEach(element -> flatten(element, into));
    } else {
      into.add(value);
    }
  }

  /** The text that is meant. */
  public String text(Expression expression) {
    Object value = value(expression);
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    throw new QueryException("A text was expected, not " + value + ".");
  }

  /** The number that is meant. */
  public double number(Expression expression) {
    Object value = value(expression);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new QueryException("A number was expected, not " + value + ".");
  }

  static String describe(Expression expression) {
    if (expression instanceof Path path) {
      return "the field '" + path + "'";
    }
    if (expression instanceof Call call) {
      return call.name() + "()";
    }
    if (expression instanceof Parameter parameter) {
      return "the parameter $" + parameter.name();
    }
    return expression instanceof Literal literal ? "the value " + literal.value() : "a condition";
  }
}
