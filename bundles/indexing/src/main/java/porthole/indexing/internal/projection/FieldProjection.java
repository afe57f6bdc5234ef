// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.projection;

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
import porthole.indexing.internal.rql.RqlQuery.Selection.Field;
import porthole.indexing.internal.search.Operands;
import porthole.indexing.internal.search.QueryException;

/**
 * Takes the selected values out of documents, by their names, in the order of the selection; those
 * that a document lacks are null.
 */
final class FieldProjection implements Projection {
  private final List<Field> fields;
  private final Operands operands;
  private final Naming naming;
  private final @Nullable QueryScript script;

  /** What a query calls documents. */
  @FunctionalInterface
  interface Naming {
    /** The document that was found, and those that are loaded for it, by their aliases. */
    Map<String, @Nullable Object> of(Map<String, @Nullable Object> document);
  }

  /**
   * Of those fields.
   *
   * @param script has the functions that the query declares; null: none
   */
  FieldProjection(
      List<Field> fields, Operands operands, Naming naming, @Nullable QueryScript script) {
    this.fields = List.copyOf(fields);
    this.operands = operands;
    this.naming = naming;
    this.script = script;
  }

  @Override
  public Map<String, @Nullable Object> of(String id, Map<String, @Nullable Object> document) {
    OneDocument of = new OneDocument(id, document, naming.of(document));
    Field first = fields.get(0);
    if (fields.size() == 1 && first.alias() == null && isDeclared(first.expression())) {
      return Results.object(of.value(first.expression()));
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Field field : fields) {
      values.put(name(field), of.value(field.expression()));
    }
    return values;
  }

  private boolean isDeclared(Expression expression) {
    return script != null && expression instanceof Call call && script.declares(call.name());
  }

  private String name(Field field) {
    if (field.alias() != null) {
      return field.alias();
    }
    if (field.expression() instanceof Parameter parameter) {
      return "$" + parameter.name();
    }
    return field.expression() instanceof Call call && isDeclared(call)
        ? call.name()
        : operands.field(field.expression());
  }

  private final class OneDocument {
    private final String id;
    private final Map<String, @Nullable Object> document;
    private final Map<String, @Nullable Object> names;

    OneDocument(
        String id, Map<String, @Nullable Object> document, Map<String, @Nullable Object> names) {
      this.id = id;
      this.document = document;
      this.names = names;
    }

    private @Nullable Object value(Expression expression) {
      if (expression instanceof Path path) {
        return at(path);
      }
      if (expression instanceof Call call) {
        return called(call);
      }
      if (expression instanceof Literal || expression instanceof Parameter) {
        return operands.value(expression);
      }
      throw new QueryException(
          "'select' takes fields and values here, id(), and functions that the query declares.");
    }

    private @Nullable Object at(Path path) {
      List<String> steps = path.steps().stream().map(Path.Step::name).toList();
      return names.containsKey(steps.get(0))
          ? follow(names.get(steps.get(0)), steps.subList(1, steps.size()))
          : follow(document, steps);
    }

    private @Nullable Object called(Call call) {
      if (script != null && script.declares(call.name())) {
        List<@Nullable Object> arguments = new ArrayList<>();
        call.arguments().forEach(argument -> arguments.add(value(argument)));
        return script.call(call.name(), arguments);
      }
      if (call.calls("id")) {
        return call.arguments().isEmpty() ? id : Results.id(value(call.arguments().get(0)));
      }
      throw new QueryException(
          "There is no function " + call.name() + "() for 'select'; declare it, or use id().");
    }
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
