// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.facet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.rql.Expression;
import porthole.indexing.internal.rql.Expression.Call;
import porthole.indexing.internal.rql.RqlException;
import porthole.indexing.internal.rql.RqlParser;
import porthole.indexing.internal.rql.RqlQuery.Selection;
import porthole.indexing.internal.search.IndexFields;
import porthole.indexing.internal.search.Operands;
import porthole.indexing.internal.search.Options;
import porthole.indexing.internal.search.QueryException;

/** Reads what a query selects by {@code facet(…)}. For one query. */
public final class Facets {
  private final IndexFields fields;
  private final Operands operands;
  private final Function<String, @Nullable Map<String, @Nullable Object>> documents;

  /**
   * With those fields.
   *
   * @param documents by their ids; null for none
   */
  public Facets(
      IndexFields fields,
      Operands operands,
      Function<String, @Nullable Map<String, @Nullable Object>> documents) {
    this.fields = fields;
    this.operands = operands;
    this.documents = documents;
  }

  /**
   * Reads them.
   *
   * @throws QueryException if there is something else among them, or something wrong in one
   */
  public FacetCounts read(Selection.Fields selection) {
    List<Facet> facets = new ArrayList<>();
    for (Selection.Field selected : selection.fields()) {
      if (!(selected.expression() instanceof Call call) || !call.calls("facet")) {
        throw new QueryException("'select' takes facets or values, not both.");
      }
      if (call.arguments().size() == 1
          && call.arguments().get(0) instanceof Call id
          && id.calls("id")
          && id.arguments().size() == 1) {
        facets.addAll(setup(operands.text(id.arguments().get(0))));
      } else {
        facets.add(facet(call, selected.alias()));
      }
    }
    return new FacetCounts(facets);
  }

  private Facet facet(Call call, @Nullable String alias) {
    FacetReader reader = new FacetReader(fields, operands);
    call.arguments().forEach(reader::take);
    return reader.facet(alias);
  }

  /** Those that a document describes. */
  private List<Facet> setup(String id) {
    Map<String, @Nullable Object> document = documents.apply(id);
    if (document == null) {
      throw new QueryException("There is no document '" + id + "' with facets.");
    }
    Options setup = Options.of(document);
    List<Facet> facets = new ArrayList<>();
    for (Object one : list(setup.value("Facets"))) {
      Options facet = Options.of(one);
      FacetReader reader = new FacetReader(fields, operands);
      String field = facet.text("FieldName");
      if (field == null) {
        throw new QueryException("A facet in document '" + id + "' has no FieldName.");
      }
      reader.take(new Expression.Literal(field));
      facets.add(rest(facet, reader));
    }
    for (Object one : list(setup.value("RangeFacets"))) {
      Options facet = Options.of(one);
      FacetReader reader = new FacetReader(fields, operands);
      facet.texts("Ranges").forEach(range -> reader.take(condition(range)));
      facets.add(rest(facet, reader));
    }
    return facets;
  }

  private static Facet rest(Options facet, FacetReader reader) {
    reader.options(Options.of(facet.value("Options")));
    if (facet.value("Aggregations") instanceof Map<?, ?> aggregations) {
      aggregations.forEach(
          (function, some) -> {
            for (Object one : list(some)) {
              Options of = Options.of(one instanceof String name ? Map.of("Name", name) : one);
              reader.measure(
                  String.valueOf(function),
                  String.valueOf(of.text("Name")),
                  of.text("DisplayName"));
            }
          });
    }
    return reader.facet(facet.text("DisplayFieldName"));
  }

  private static Expression condition(String range) {
    try {
      Expression condition = RqlParser.parse("from x where " + range).where();
      return condition == null ? new Expression.Literal(null) : condition;
    } catch (RqlException e) {
      throw new QueryException("'" + range + "' is no range for a facet.");
    }
  }

  private static List<?> list(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list ? list : List.of(value);
  }
}
