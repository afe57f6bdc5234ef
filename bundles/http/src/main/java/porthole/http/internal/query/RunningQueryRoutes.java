// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.query;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import porthole.http.api.HttpError;
import porthole.http.internal.document.OutgoingDocument;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonBytes;
import porthole.indexing.api.Indexing;
import porthole.indexing.api.RunningQuery;
import porthole.storage.api.Databases;
import porthole.storage.api.StorageException;

/** Shows the queries that run, and ends one. Thread-safe. */
public final class RunningQueryRoutes {
  private final Supplier<Indexing> indexing;
  private final Supplier<Databases> databases;

  /** Those that run there. */
  public RunningQueryRoutes(Supplier<Indexing> indexing, Supplier<Databases> databases) {
    this.indexing = indexing;
    this.databases = databases;
  }

  /** {@code GET}: of one database, by index. */
  public Answer ofOne(Exchange exchange) {
    String database = database(exchange);
    JsonBytes body = new JsonBytes();
    byIndex(
        body,
        indexing.get().running().stream()
            .filter(query -> query.database.equals(database))
            .toList());
    return Answer.ok(body);
  }

  /** {@code GET}: of all databases, by database and index. */
  public Answer ofAll(Exchange exchange) {
    JsonBytes body = new JsonBytes().beginObject();
    indexing.get().running().stream()
        .collect(Collectors.groupingBy(query -> query.database, TreeMap::new, Collectors.toList()))
        .forEach((database, queries) -> byIndex(body.name(database), queries));
    return Answer.ok(body.endObject());
  }

  /** {@code POST ?id=}: ends a query. {@code indexName} may stand there too, and says nothing. */
  public Answer kill(Exchange exchange) {
    String database = database(exchange);
    exchange.query().required("id");
    long id = exchange.query().number("id", 0);
    if (!indexing.get().kill(database, id)) {
      throw RequestException.notFound(
          HttpError.GENERAL,
          "No query " + id + " runs in database '" + database + "': it may have ended meanwhile.");
    }
    return Answer.empty(204);
  }

  private String database(Exchange exchange) {
    String asked = exchange.path("database");
    return databases
        .get()
        .nameOf(asked)
        .orElseThrow(() -> new StorageException.DatabaseDoesNotExist(asked));
  }

  private static void byIndex(JsonBytes body, List<RunningQuery> queries) {
    body.beginObject();
    Map<String, List<RunningQuery>> byIndex =
        queries.stream()
            .collect(
                Collectors.groupingBy(query -> query.indexName, TreeMap::new, Collectors.toList()));
    byIndex.forEach(
        (index, of) -> {
          body.name(index).beginArray();
          of.forEach(query -> write(body, query));
          body.endArray();
        });
    body.endObject();
  }

  private static void write(JsonBytes body, RunningQuery query) {
    body.beginObject()
        .field("QueryId", query.id)
        .field("IndexName", query.indexName)
        .field("StartTime", OutgoingDocument.date(query.startedAt))
        .field("DurationInMs", query.duration.toMillis())
        .field("State", query.killed ? "Killed" : "Running")
        .name("QueryInfo")
        .beginObject()
        .field("Query", query.text)
        .name("QueryParameters");
    JsonValues.write(body, query.parameters);
    body.endObject().endObject();
  }
}
