// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.rql.RqlQuery;
import porthole.indexing.internal.rql.RqlQuery.Declaration.Language;
import porthole.indexing.internal.rql.RqlQuery.Selection;
import porthole.indexing.internal.search.Unavailable;

/** What can be asked for and is not there yet. */
final class Unsupported {

  private Unsupported() {}

  /** Refuses a query that asks for such. */
  static void check(RqlQuery query) {
    check(
        query.declarations().stream().anyMatch(one -> one.language() == Language.TIME_SERIES),
        "declare timeseries");
    check(query.filter() != null && !query.loads().isEmpty(), "filter' and 'load");
    check(query.update() != null, "update");
    if (query.selection() instanceof Selection.Fields selection) {
      selection.fields().forEach(field -> Unavailable.check(field.expression()));
    }
  }

  private static void check(boolean asked, String what) {
    if (asked) {
      throw new IndexingException.NotSupported(
          "This server does not answer queries with '" + what + "' yet.");
    }
  }
}
