// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.suggest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.rql.Expression;
import porthole.indexing.internal.rql.Expression.Call;
import porthole.indexing.internal.rql.RqlQuery.Selection;
import porthole.indexing.internal.search.IndexFields;
import porthole.indexing.internal.search.Operands;
import porthole.indexing.internal.search.Options;
import porthole.indexing.internal.search.QueryException;
import porthole.storage.api.Folding;

/** Reads what a query selects by {@code suggest(field, words, options)}. For one query. */
public final class Suggestions {
  private final IndexFields fields;
  private final Operands operands;

  /** With those fields. */
  public Suggestions(IndexFields fields, Operands operands) {
    this.fields = fields;
    this.operands = operands;
  }

  /**
   * Reads them.
   *
   * @throws QueryException if there is something else among them, or something wrong in one
   */
  public SuggestedTerms read(Selection.Fields selection) {
    List<Suggest> all = new ArrayList<>();
    for (Selection.Field selected : selection.fields()) {
      if (!(selected.expression() instanceof Call call) || !call.calls("suggest")) {
        throw new QueryException("'select' takes suggestions or values, not both.");
      }
      all.add(suggest(call, selected.alias()));
    }
    return new SuggestedTerms(all);
  }

  private Suggest suggest(Call call, @Nullable String alias) {
    List<Expression> arguments = call.arguments();
    if (arguments.size() < 2 || arguments.size() > 3) {
      throw new QueryException(
          "suggest() takes a field, words and options; it was given "
              + arguments.size()
              + " arguments.");
    }
    String name = operands.field(arguments.get(0));
    FieldPlan field = fields.plain(name);
    List<String> words = new ArrayList<>();
    for (Object word : operands.values(List.of(arguments.get(1)))) {
      boolean exact = field.analysis() == FieldPlan.Analysis.EXACT;
      words.add(exact ? String.valueOf(word) : Folding.fold(String.valueOf(word)));
    }
    Object options = arguments.size() == 3 ? operands.value(arguments.get(2)) : null;
    return Suggest.of(alias == null ? name : alias, field, words, Options.of(options));
  }
}
