// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.facet.Facets;
import porthole.indexing.internal.rql.RqlQuery;
import porthole.indexing.internal.rql.RqlQuery.Selection;
import porthole.indexing.internal.search.IndexFields;
import porthole.indexing.internal.search.Operands;
import porthole.indexing.internal.search.QueryException;
import porthole.indexing.internal.search.StopSignal;
import porthole.indexing.internal.suggest.Suggestions;

/** What a query selects that is worked out of all that it finds. */
@FunctionalInterface
interface Computed {

  /**
   * Works it out.
   *
   * @param found which documents
   * @return the results, as JSON values
   */
  List<Map<String, @Nullable Object>> results(IndexReader reader, Query found, StopSignal stop);

  /**
   * Refuses what does not go together with that.
   *
   * @throws QueryException if the query asks for it
   */
  static void check(RqlQuery query) {
    Selection selection = query.selection();
    if (query.filter() != null && (selection.calls("facet") || selection.calls("suggest"))) {
      throw new QueryException("'filter' does not go with facets and suggestions; take 'where'.");
    }
  }

  /**
   * What a query selects of that kind; null: documents are wanted, or values of them.
   *
   * @throws QueryException if it cannot be
   */
  static @Nullable Computed of(
      RqlQuery query, IndexFields fields, Operands operands, QueryPlan.Known known) {
    if (!(query.selection() instanceof Selection.Fields selection)) {
      return null;
    }
    if (selection.calls("facet")) {
      return new Facets(fields, operands, known.documents()).read(selection)::count;
    }
    return selection.calls("suggest")
        ? new Suggestions(fields, operands).read(selection)::find
        : null;
  }
}
