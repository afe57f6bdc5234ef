// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.query;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Supplier;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonBytes;
import porthole.indexing.api.IndexChoice;
import porthole.indexing.api.Indexing;
import porthole.indexing.api.QueryAnswer;
import porthole.indexing.api.QueryRequest;
import porthole.storage.api.Database;

/** {@code /databases/{database}/queries}. Thread-safe. */
public final class Queries {
  // What is no longer than that is sent with its length; anything else as it is found.
  private static final int IN_MEMORY_BYTES = 1024 * 1024;
  private static final int SEND_FROM_BYTES = 32 * 1024;

  private final Supplier<Indexing> indexing;
  private final Clock clock;

  /** Asked of that. */
  public Queries(Supplier<Indexing> indexing, Clock clock) {
    this.indexing = indexing;
    this.clock = clock;
  }

  /** {@code POST}: the query is in the body. */
  public Answer post(Exchange exchange, Database database) throws IOException {
    return answer(exchange, database, QueryBody.read(exchange.body().bytes()));
  }

  /** {@code GET ?query=}: for people. */
  public Answer get(Exchange exchange, Database database) {
    return answer(exchange, database, QueryBody.of(exchange.query()));
  }

  private Answer answer(Exchange exchange, Database database, QueryRequest request) {
    exchange.activity().detail(request.text());
    String debug = exchange.query().first("debug");
    if (debug == null) {
      return found(exchange, database, request);
    }
    return switch (debug.toLowerCase(Locale.ROOT)) {
      case "explain" -> explain(database, request);
      case "entries" -> {
        request.options().entries = true;
        yield found(exchange, database, request);
      }
      default ->
          throw RequestException.notImplemented(
              "'debug=" + debug + "' is not there for queries; 'entries' and 'explain' are.");
    };
  }

  private Answer found(Exchange exchange, Database database, QueryRequest request) {
    long start = clock.millis();
    QueryAnswer answer = indexing.get().query(database, request);
    exchange.onClose(answer::close);
    String tag = Long.toString(answer.summary().resultEtag);
    if (tag.equals(exchange.tag("If-None-Match"))) {
      return Answer.empty(304).tagged(tag);
    }
    QueryResults results = new QueryResults(exchange, database, answer);
    JsonBytes body = new JsonBytes(4096);
    // The clock may be set back meanwhile.
    results.begin(body, Math.max(0, clock.millis() - start));
    return results.write(body, IN_MEMORY_BYTES)
        ? Answer.ok(out -> writeRest(results, body, out)).tagged(tag)
        : Answer.ok(body).tagged(tag);
  }

  private Answer explain(Database database, QueryRequest request) {
    JsonBytes body = new JsonBytes(1024).beginObject().name("Results").beginArray();
    for (IndexChoice choice : indexing.get().explain(database, request)) {
      body.beginObject()
          .field("Index", choice.index())
          .field("Reason", choice.reason())
          .endObject();
    }
    return Answer.ok(body.endArray().endObject());
  }

  private static void writeRest(QueryResults results, JsonBytes body, OutputStream out)
      throws IOException {
    body.drainTo(out);
    while (results.write(body, SEND_FROM_BYTES)) {
      body.drainTo(out);
    }
    body.drainTo(out);
  }
}
