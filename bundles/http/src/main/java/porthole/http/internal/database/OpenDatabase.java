// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.database;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.route.Handler;
import porthole.storage.api.Databases;

/**
 * Uses the database that {@code {database}} in a route's pattern stands for, until the answer has
 * been written. Thread-safe.
 */
public final class OpenDatabase {
  /** A request's header: how long it waits for its database to be loaded, in milliseconds. */
  public static final String PATIENCE = "Porthole-Load-Patience";

  private static final long LONGEST_MILLIS = 600_000;

  private final Supplier<Databases> databases;
  private final Duration patience;

  /** Waits so long for a database that is being loaded, unless the request says otherwise. */
  public OpenDatabase(Supplier<Databases> databases, Duration patience) {
    this.databases = databases;
    this.patience = patience;
  }

  /** A handler that opens the database first. */
  public Handler then(DatabaseHandler handler) {
    return exchange ->
        handler.handle(
            exchange,
            exchange.use(databases.get().use(exchange.path("database"), patience(exchange))));
  }

  private Duration patience(Exchange exchange) {
    @Nullable String asked = exchange.header(PATIENCE);
    if (asked == null) {
      return patience;
    }
    try {
      long millis = Long.parseLong(asked.strip());
      if (millis >= 0 && millis <= LONGEST_MILLIS) {
        return Duration.ofMillis(millis);
      }
    } catch (NumberFormatException e) {
      throw wrong(asked);
    }
    throw wrong(asked);
  }

  private static RequestException wrong(String asked) {
    return RequestException.badRequest(
        "The header "
            + PATIENCE
            + " is '"
            + asked
            + "'; it must be milliseconds from 0 to "
            + LONGEST_MILLIS
            + ".");
  }
}
