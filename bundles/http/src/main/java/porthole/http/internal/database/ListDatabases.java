// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.database;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.json.JsonBytes;
import porthole.storage.api.DatabaseInfo;
import porthole.storage.api.Databases;

/** {@code GET /databases}: what there is, without loading any of it. Thread-safe. */
public final class ListDatabases {
  private final Supplier<Databases> databases;

  /** Lists the databases that are there at each request. */
  public ListDatabases(Supplier<Databases> databases) {
    this.databases = databases;
  }

  /** A page of names, or of what is known of each; or one of them. */
  public Answer get(Exchange exchange) {
    @Nullable String name = exchange.query().first("name");
    boolean namesOnly = exchange.query().flag("namesOnly");
    JsonBytes body = new JsonBytes().beginObject().name("Databases").beginArray();
    List<DatabaseInfo> page = name == null ? page(exchange) : one(name);
    for (DatabaseInfo info : page) {
      if (namesOnly) {
        body.text(info.name);
      } else {
        write(body, info);
      }
    }
    return name != null && page.isEmpty()
        ? Answer.empty(404)
        : Answer.ok(body.endArray().endObject());
  }

  private List<DatabaseInfo> page(Exchange exchange) {
    int start = exchange.query().count("start", 0);
    return databases.get().list(start, exchange.query().count("pageSize", Integer.MAX_VALUE));
  }

  private List<DatabaseInfo> one(String name) {
    Optional<DatabaseInfo> info = databases.get().info(name);
    return info.map(List::of).orElse(List.of());
  }

  private static void write(JsonBytes body, DatabaseInfo info) {
    body.beginObject()
        .field("Name", info.name)
        .field("LoadError", info.failure.isEmpty() ? null : info.failure);
    DatabaseReports.describe(body, info);
    body.endObject();
  }
}
