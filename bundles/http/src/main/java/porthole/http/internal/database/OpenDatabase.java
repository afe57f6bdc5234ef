// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.database;

import java.time.Duration;
import java.util.function.Supplier;
import porthole.http.internal.route.Handler;
import porthole.storage.api.Databases;

/** Opens the database that {@code {database}} in a route's pattern stands for. Thread-safe. */
public final class OpenDatabase {
  private final Supplier<Databases> databases;
  private final Duration patience;

  /** Waits so long for a database that is being loaded. */
  public OpenDatabase(Supplier<Databases> databases, Duration patience) {
    this.databases = databases;
    this.patience = patience;
  }

  /** A handler that opens the database first. */
  public Handler then(DatabaseHandler handler) {
    return exchange ->
        handler.handle(exchange, databases.get().open(exchange.path("database"), patience));
  }
}
