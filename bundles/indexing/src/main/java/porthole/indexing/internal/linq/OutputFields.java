// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.LinkedHashSet;
import java.util.Set;
import porthole.indexing.internal.linq.syntax.Expression;
import porthole.indexing.internal.linq.syntax.Expression.Call;
import porthole.indexing.internal.linq.syntax.Expression.Conditional;
import porthole.indexing.internal.linq.syntax.Expression.Field;
import porthole.indexing.internal.linq.syntax.Expression.Lambda;
import porthole.indexing.internal.linq.syntax.Expression.NewDictionary;
import porthole.indexing.internal.linq.syntax.Expression.NewList;
import porthole.indexing.internal.linq.syntax.Expression.NewObject;
import porthole.indexing.internal.linq.syntax.Expression.Query;
import porthole.indexing.internal.linq.syntax.FunctionText;

/** Finds which properties a function's results have, and refuses functions that make no objects. */
final class OutputFields {
  private final FunctionText function;
  private final Set<String> names = new LinkedHashSet<>();

  private OutputFields(FunctionText function) {
    this.function = function;
  }

  static Set<String> of(FunctionText function, Expression expression) {
    OutputFields fields = new OutputFields(function);
    fields.find(expression);
    return fields.names;
  }

  private void find(Expression expression) {
    if (expression instanceof Query query && query.key() == null) {
      find(query.result());
    } else if (expression instanceof NewObject object) {
      object.fields().forEach(this::add);
    } else if (expression instanceof Conditional conditional) {
      find(conditional.yes());
      find(conditional.no());
    } else if (expression instanceof NewList list) {
      list.elements().forEach(this::find);
    } else if (expression instanceof Call call && call.target() != null) {
      ofCall(call, call.target());
    } else if (!(expression instanceof NewDictionary)) {
      throw function.wrong(
          expression.at(), "an object was expected as what is selected: 'new { ... }'.");
    }
  }

  private void ofCall(Call call, Expression target) {
    int arguments = call.arguments().size();
    switch (call.name()) {
      case "Select", "SelectMany" -> {
        Expression last = arguments == 0 ? target : call.arguments().get(arguments - 1);
        find(last instanceof Lambda lambda ? lambda.body() : last);
      }
      case "Boost" ->
          throw function.unsupported(
              call.at(), "whole entries cannot be boosted; their values can.");
      case "Concat", "Union" -> {
        find(target);
        call.arguments().forEach(this::find);
      }
      default -> find(target);
    }
  }

  private void add(Field field) {
    if (!createsFields(field.value())) {
      names.add(field.name());
    }
  }

  // Their names are not the property's.
  private static boolean createsFields(Expression expression) {
    boolean creates = expression instanceof Call call && call.name().equals("CreateField");
    return creates || expression.parts().stream().anyMatch(OutputFields::createsFields);
  }
}
