// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.batch;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.QueryString;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.query.QueryBody;
import porthole.indexing.api.Indexing;
import porthole.storage.api.Database;

/** Waits for indexes after a batch, where its request asks for that. Thread-safe. */
final class IndexWait {
  private static final String TIMEOUT = "waitForIndexesTimeout";
  private static final String THROW = "waitForIndexThrow";
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Supplier<Indexing> indexing;

  IndexWait(Supplier<Indexing> indexing) {
    this.indexing = indexing;
  }

  /** Refuses a request that cannot be waited for, before anything is done. */
  void check(QueryString query) {
    if (query.first(TIMEOUT) != null) {
      patience(query);
      query.flag(THROW);
    }
  }

  /** Waits, if the request wants it; what was stored stays, whatever happens here. */
  void after(Exchange exchange, Database database) {
    QueryString query = exchange.query();
    if (query.first(TIMEOUT) == null) {
      return;
    }
    Duration patience = patience(query);
    List<String> late = indexing.get().await(database, query.all("waitForSpecificIndex"), patience);
    boolean fails = query.first(THROW) == null || query.flag(THROW);
    if (!late.isEmpty() && fails) {
      throw new RequestException(
          500,
          "Raven.Client.Exceptions.RavenTimeoutException",
          "The batch is stored, but the server could not verify that all indexes have it within "
              + patience.toMillis()
              + " ms. These have not: "
              + String.join(", ", late)
              + ".");
    }
  }

  private static Duration patience(QueryString query) {
    Duration asked = QueryBody.span(TIMEOUT, query.required(TIMEOUT));
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }
}
