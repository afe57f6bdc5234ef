// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.highlight.Highlight;
import porthole.indexing.internal.rql.Expression;
import porthole.indexing.internal.rql.Expression.Call;
import porthole.indexing.internal.rql.Path;
import porthole.indexing.internal.search.IndexFields;
import porthole.indexing.internal.search.Operands;
import porthole.indexing.internal.search.Options;
import porthole.indexing.internal.search.QueryException;

/** Reads what a query includes. For one query. */
final class IncludedParts {
  private final IndexFields fields;
  private final Operands operands;

  IncludedParts(IndexFields fields, Operands operands) {
    this.fields = fields;
    this.operands = operands;
  }

  /** The paths to the ids of documents, as the query has them but for its alias. */
  List<String> paths(List<Expression> includes) {
    return includes.stream()
        .filter(Path.class::isInstance)
        .map(include -> operands.fromDocument((Path) include))
        .toList();
  }

  /** Whether the query wants to know how long it takes. */
  static boolean areTimed(List<Expression> includes) {
    return includes.stream()
        .anyMatch(include -> include instanceof Call call && call.calls("timings"));
  }

  /**
   * The functions among what is included, but for timings.
   *
   * @param found whose words are marked, and whose scores are explained
   */
  List<Extra> extras(List<Expression> includes, Query found, HitValues values) {
    List<Extra> extras = new ArrayList<>();
    List<Highlight> highlights = new ArrayList<>();
    for (Expression include : includes) {
      if (include instanceof Call call) {
        switch (call.name().toLowerCase(Locale.ROOT)) {
          case "highlight" -> highlights.add(highlight(call));
          case "timings" -> {
            // an answer tells them
          }
          case "explanations" -> extras.add(new Explanations(found, groupKey(call)));
          default ->
              throw new IndexingException.NotSupported(
                  "This server does not answer queries with 'include " + call.name() + "()' yet.");
        }
      }
    }
    if (!highlights.isEmpty()) {
      extras.add(new Highlightings(highlights, found, values));
    }
    return extras;
  }

  private @Nullable String groupKey(Call call) {
    return call.arguments().isEmpty() ? null : options(call, 0).text("GroupKey");
  }

  private Highlight highlight(Call call) {
    List<Expression> arguments = call.arguments();
    if (arguments.size() < 3 || arguments.size() > 4) {
      throw new QueryException(
          "highlight() takes a field, the length and the number of fragments, and options.");
    }
    String name = operands.field(arguments.get(0));
    Options options = options(call, 3);
    return new Highlight(
        name,
        fields.words(name),
        count(arguments.get(1)),
        count(arguments.get(2)),
        options.text("GroupKey"),
        options.texts("PreTags"),
        options.texts("PostTags"));
  }

  private Options options(Call call, int index) {
    boolean given = index < call.arguments().size();
    return Options.of(given ? operands.value(call.arguments().get(index)) : null);
  }

  private int count(Expression expression) {
    double number = operands.number(expression);
    if (!(number >= 1 && number <= Integer.MAX_VALUE)) {
      throw new QueryException("highlight() takes lengths and numbers of 1 or more.");
    }
    return (int) number;
  }
}
