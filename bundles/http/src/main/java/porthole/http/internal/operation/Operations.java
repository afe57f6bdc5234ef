// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.operation;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.http.api.OperationListener;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonBytes;
import porthole.storage.api.Database;

/**
 * {@code /operations}: those of all databases, those that run and the latest others, 1024 together.
 * Thread-safe.
 */
public final class Operations {
  private static final int KEPT = 1024;

  private record Key(String database, long id) {}

  private final Map<Key, Operation> operations = new LinkedHashMap<>();
  private final OperationListener listener;
  private long last;

  /**
   * Tells that listener how they come on.
   *
   * @param last the number before the first: higher than any that clients may still ask for, which
   *     they got before this bundle was replaced
   */
  public Operations(OperationListener listener, long last) {
    this.listener = listener;
    this.last = last;
  }

  /** GET /operations/next-operation-id: a number, and an operation that has yet to begin. */
  public Answer nextId(Exchange exchange, Database database) {
    return Answer.ok(
        new JsonBytes()
            .beginObject()
            .field("Id", newId(database.name()))
            .field("NodeTag", "A")
            .endObject());
  }

  /** GET /operations/state. */
  public Answer state(Exchange exchange, Database database) {
    return Answer.ok(asked(exchange, database).state());
  }

  /** POST /operations/kill. */
  public Answer kill(Exchange exchange, Database database) {
    asked(exchange, database).kill();
    return Answer.empty(204);
  }

  /**
   * An operation that begins now.
   *
   * @param id what clients ask for it by
   */
  public record Begun(long id, Operation operation) {}

  /** A new one. */
  public synchronized Begun begin(String database) {
    long id = newId(database);
    return new Begun(id, begin(database, id));
  }

  /**
   * The operation of that number, which now begins: the one that was announced under it, else a new
   * one, as for a number from before this bundle was started.
   */
  synchronized Operation begin(String database, long id) {
    Operation operation = operations.get(key(database, id));
    if (operation == null || !operation.begin()) {
      operation = add(database, id);
      operation.begin();
    }
    return operation;
  }

  private synchronized long newId(String database) {
    add(database, ++last);
    return last;
  }

  private Operation add(String database, long id) {
    Operation operation = new Operation(state -> listener.changed(database, id, state));
    operations.put(key(database, id), operation);
    evict();
    return operation;
  }

  private synchronized @Nullable Operation find(String database, long id) {
    return operations.get(key(database, id));
  }

  private Operation asked(Exchange exchange, Database database) {
    exchange.query().required("id");
    long id = exchange.query().number("id", 0);
    Operation operation = find(database.name(), id);
    if (operation == null) {
      throw RequestException.notFound(
          "System.InvalidOperationException",
          "There is no operation " + id + " of the database '" + database.name() + "'.");
    }
    return operation;
  }

  private void evict() {
    if (operations.size() > KEPT) {
      operations.entrySet().stream()
          .filter(entry -> !entry.getValue().isRunning())
          .findFirst()
          .ifPresent(entry -> operations.remove(entry.getKey()));
    }
  }

  private static Key key(String database, long id) {
    return new Key(database.toLowerCase(Locale.ROOT), id);
  }
}
