// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonCursor;
import porthole.http.internal.json.JsonMembers;
import porthole.indexing.api.IndexDefinition.LockMode;
import porthole.indexing.api.IndexDefinition.Priority;
import porthole.indexing.api.Indexes;
import porthole.indexing.api.Indexes.Which;
import porthole.indexing.api.Indexing;
import porthole.storage.api.Database;

/** Starts, stops, enables, disables, locks and ranks indexes. Thread-safe. */
public final class IndexStates {
  private final Supplier<Indexing> indexing;

  /** Works on the indexes that are there at each request. */
  public IndexStates(Supplier<Indexing> indexing) {
    this.indexing = indexing;
  }

  private Indexes indexes(Database database) {
    return indexing.get().indexes(database);
  }

  /** POST start. */
  public Answer start(Exchange exchange, Database database) {
    return setPaused(exchange, database, false);
  }

  /** POST stop. */
  public Answer stop(Exchange exchange, Database database) {
    return setPaused(exchange, database, true);
  }

  private Answer setPaused(Exchange exchange, Database database, boolean paused) {
    String name = exchange.query().first("name");
    if (name != null && !name.isEmpty()) {
      indexes(database).setPaused(name, paused);
    } else {
      indexes(database).setPaused(which(exchange.query().first("type")), paused);
    }
    return Answer.empty(204);
  }

  private static Which which(@Nullable String type) {
    if (type == null || type.isEmpty()) {
      return Which.ALL;
    }
    return EnumNames.read(Which.class, "The parameter 'type'", type.replace("-", ""));
  }

  /** POST enable. */
  public Answer enable(Exchange exchange, Database database) {
    indexes(database).setDisabled(exchange.query().required("name"), false);
    return Answer.empty(204);
  }

  /** POST disable. */
  public Answer disable(Exchange exchange, Database database) {
    indexes(database).setDisabled(exchange.query().required("name"), true);
    return Answer.empty(204);
  }

  /** POST set-lock. */
  public Answer setLock(Exchange exchange, Database database) throws IOException {
    JsonMembers body = JsonMembers.of(exchange.body().bytes());
    LockMode mode = EnumNames.read(LockMode.class, "'Mode'", text(body, "Mode"));
    indexes(database).setLockMode(names(body), mode);
    return Answer.empty(204);
  }

  /** POST set-priority. */
  public Answer setPriority(Exchange exchange, Database database) throws IOException {
    JsonMembers body = JsonMembers.of(exchange.body().bytes());
    Priority priority = EnumNames.read(Priority.class, "'Priority'", text(body, "Priority"));
    indexes(database).setPriority(names(body), priority);
    return Answer.empty(204);
  }

  private static String text(JsonMembers body, String name) {
    JsonCursor value = body.value(name);
    if (value == null) {
      throw RequestException.badRequest("The body has no '" + name + "'.");
    }
    return value.text();
  }

  private static List<String> names(JsonMembers body) {
    List<String> names = new ArrayList<>();
    JsonCursor list = body.value("IndexNames");
    if (list != null) {
      list.array(element -> names.add(element.text()));
    }
    if (names.isEmpty()) {
      throw RequestException.badRequest("The body has no 'IndexNames', or an empty list of them.");
    }
    return names;
  }
}
