// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.rql.Expression;
import porthole.indexing.internal.rql.Expression.Call;
import porthole.indexing.internal.rql.Expression.Literal;
import porthole.indexing.internal.rql.Expression.Parameter;
import porthole.indexing.internal.rql.Path;
import porthole.indexing.internal.rql.RqlQuery.Selection;
import porthole.indexing.internal.search.Operands;
import porthole.indexing.internal.search.QueryException;

/** Takes the selected values out of documents. For one query. */
public final class Projection {
  private final List<Selection.Field> fields;
  private final Operands operands;
  private final @Nullable String alias;

  /**
   * Of those fields.
   *
   * @param alias what the query calls a document; null: nothing
   */
  public Projection(List<Selection.Field> fields, Operands operands, @Nullable String alias) {
    this.fields = List.copyOf(fields);
    this.operands = operands;
    this.alias = alias;
  }

  /**
   * The selected values of a document, by their names, in the order of the selection; those that it
   * lacks are null.
   *
   * @param document its properties, with its metadata as {@code @metadata}
   */
  public Map<String, @Nullable Object> of(String id, Map<String, @Nullable Object> document) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Selection.Field field : fields) {
      values.put(name(field), value(field.expression(), id, document));
    }
    return values;
  }

  private String name(Selection.Field field) {
    if (field.alias() != null) {
      return field.alias();
    }
    return field.expression() instanceof Parameter parameter
        ? "$" + parameter.name()
        : operands.field(field.expression());
  }

  private @Nullable Object value(
      Expression expression, String id, Map<String, @Nullable Object> document) {
    if (expression instanceof Path path) {
      return isWhole(path) ? document : follow(document, operands.names(path));
    }
    if (expression instanceof Call call && call.calls("id")) {
      return id;
    }
    if (expression instanceof Literal || expression instanceof Parameter) {
      return operands.value(expression);
    }
    throw new QueryException("'select' takes fields and values here, and id().");
  }

  private boolean isWhole(Path path) {
    return path.steps().size() == 1 && path.steps().get(0).name().equals(alias);
  }

  // A list on the way gives a list of what its elements give.
  private static @Nullable Object follow(@Nullable Object value, List<String> names) {
    if (names.isEmpty()) {
      return value;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> each = new ArrayList<>();
      list.forEach(element -> each.add(follow(element, names)));
      return each;
    }
    return value instanceof Map<?, ?> object
        ? follow(object.get(names.get(0)), names.subList(1, names.size()))
        : null;
  }
}
