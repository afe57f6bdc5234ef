// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query.
 *
 * @param text in RQL
 * @param parameters plain JSON values by name, without the dollar sign
 * @param staleness how long to wait until the index has all changes that there are now; zero: take
 *     it as it is
 * @param options not to be changed once they are handed over
 */
public record QueryRequest(
    String text,
    Map<String, @Nullable Object> parameters,
    Duration staleness,
    QueryOptions options) {

  /** As usual. */
  public QueryRequest(String text, Map<String, @Nullable Object> parameters, Duration staleness) {
    this(text, parameters, staleness, new QueryOptions());
  }
}
