// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.database;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.storage.api.Databases;
import porthole.storage.api.StorageException;

/** {@code POST /admin/databases/set-lock}: whether databases may be deleted. Thread-safe. */
public final class LockDatabases {
  private final Supplier<Databases> databases;

  /** Works on the databases that are there at each request. */
  public LockDatabases(Supplier<Databases> databases) {
    this.databases = databases;
  }

  /** Locks all that the body names, or none when one is not there. */
  public Answer post(Exchange exchange) throws IOException {
    @Nullable LockMode[] given = {null};
    List<String> names =
        NamedDatabases.read(
            exchange,
            member -> {
              if (member.nameIs("Mode")) {
                given[0] = LockMode.read(member.text());
              }
            });
    LockMode mode = given[0];
    if (mode == null) {
      throw RequestException.badRequest("The body has no 'Mode' to lock the databases in.");
    }
    for (String name : names) {
      if (databases.get().nameOf(name).isEmpty()) {
        throw new StorageException.DatabaseDoesNotExist(name);
      }
    }
    names.forEach(name -> databases.get().update(name, mode::in));
    return Answer.empty(204);
  }
}
