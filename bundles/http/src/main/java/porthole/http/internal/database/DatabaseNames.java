// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.database;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.ServiceAwayException;
import porthole.introspection.api.Activities;
import porthole.storage.api.Databases;

/**
 * The names under which requests are shown at work: only those of databases that are there, in the
 * letter case they were made with. The board keeps each name it ever saw, and has room for so many.
 * Thread-safe.
 */
public final class DatabaseNames {
  private final Supplier<Databases> databases;

  /** Looks among these. */
  public DatabaseNames(Supplier<Databases> databases) {
    this.databases = databases;
  }

  /** The name of the database that a request means, loaded or not, or that of none. */
  public String of(@Nullable String asked) {
    if (asked == null) {
      return Activities.NO_DATABASE;
    }
    try {
      return databases.get().nameOf(asked).orElse(Activities.NO_DATABASE);
    } catch (ServiceAwayException e) {
      // Whoever needs the database says so.
      return Activities.NO_DATABASE;
    }
  }
}
