// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.database;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.json.JsonBytes;
import porthole.storage.api.Databases;
import porthole.storage.api.StorageException;

/** Unloads databases, and switches them off and on. Says of each what became of it. Thread-safe. */
public final class SwitchDatabases {
  private static final String BY_AN_OPERATOR = "by an operator";

  private final Supplier<Databases> databases;
  private final Duration patience;

  /** Waits so long for an unload, which goes on after that. */
  public SwitchDatabases(Supplier<Databases> databases, Duration patience) {
    this.databases = databases;
    this.patience = patience;
  }

  private interface Deed {
    /** What is to be said of it, or null. */
    @Nullable String on(String name, String reason);
  }

  /** {@code POST /admin/databases/unload}. */
  public Answer unload(Exchange exchange) throws IOException {
    return each(
        exchange,
        (name, reason) ->
            databases.get().unload(name, reason, patience)
                ? null
                : "It is still unloading after "
                    + patience.toMillis()
                    + " ms, and goes on. GET /admin/debug/databases/idle says what it waits for.");
  }

  /** {@code POST /admin/databases/disable}. */
  public Answer disable(Exchange exchange) throws IOException {
    return each(
        exchange,
        (name, reason) -> {
          databases.get().disable(name, reason);
          return null;
        });
  }

  /** {@code POST /admin/databases/enable}. */
  public Answer enable(Exchange exchange) throws IOException {
    return each(
        exchange,
        (name, reason) -> {
          databases.get().enable(name);
          return null;
        });
  }

  private Answer each(Exchange exchange, Deed deed) throws IOException {
    String[] given = {""};
    List<String> names =
        NamedDatabases.read(
            exchange,
            member -> {
              if (member.nameIs("Reason")) {
                given[0] = member.text();
              }
            });
    String why = given[0].isEmpty() ? BY_AN_OPERATOR : given[0];
    JsonBytes body = new JsonBytes().beginObject().name("Status").beginArray();
    for (String name : names) {
      String reason;
      boolean success = true;
      try {
        reason = deed.on(name, why);
      } catch (StorageException.DatabaseDoesNotExist e) {
        reason = e.getMessage();
        success = false;
      }
      body.beginObject().field("Name", name).field("Success", success).field("Reason", reason);
      databases
          .get()
          .info(name)
          .ifPresent(
              info -> body.field("Disabled", info.disabled).field("State", info.state.name()));
      body.endObject();
    }
    return Answer.ok(body.endArray().endObject());
  }
}
