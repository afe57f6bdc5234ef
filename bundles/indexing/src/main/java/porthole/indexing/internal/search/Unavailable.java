// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.util.Locale;
import java.util.Set;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.rql.Expression;
import porthole.indexing.internal.rql.Expression.Call;
import porthole.indexing.internal.rql.Expression.Property;

/** Functions of what queries cannot look at: they are no mistake of who asks. */
public final class Unavailable {
  private static final Set<String> FUNCTIONS =
      Set.of("counter", "counterraw", "timeseries", "cmpxchg");

  private Unavailable() {}

  /**
   * Refuses such a function.
   *
   * @throws IndexingException.NotSupported if it is one
   */
  public static void check(Expression expression) {
    Expression value = expression instanceof Property property ? property.of() : expression;
    if (value instanceof Call call && FUNCTIONS.contains(call.name().toLowerCase(Locale.ROOT))) {
      throw new IndexingException.NotSupported(
          "This server does not answer queries with " + call.name() + "() yet.");
    }
  }
}
