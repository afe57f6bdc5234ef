// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.rql.RqlQuery;
import porthole.indexing.internal.rql.RqlQuery.Selection;

/** What can be asked for and is not there yet. */
final class Unsupported {

  private Unsupported() {}

  /** Refuses a query that asks for such. */
  static void check(RqlQuery query) {
    check(!query.declarations().isEmpty(), "declare");
    check(!query.loads().isEmpty(), "load");
    check(query.filter() != null || query.limits().filterCount() != null, "filter");
    check(query.update() != null, "update");
    check(query.selection() instanceof Selection.Shape, "select { }");
  }

  private static void check(boolean asked, String what) {
    if (asked) {
      throw new IndexingException.NotSupported(
          "This server does not answer queries with '" + what + "' yet.");
    }
  }
}
