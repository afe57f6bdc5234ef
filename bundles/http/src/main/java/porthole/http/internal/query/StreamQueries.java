// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.query;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Supplier;
import porthole.http.internal.document.Includes;
import porthole.http.internal.document.OutgoingDocument;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonBytes;
import porthole.indexing.api.Indexing;
import porthole.indexing.api.QueryAnswer;
import porthole.indexing.api.QueryRequest;
import porthole.indexing.api.QuerySummary;
import porthole.storage.api.Database;

/** {@code /databases/{database}/streams/queries}: answers of any length. Thread-safe. */
public final class StreamQueries {
  private static final int SEND_FROM_BYTES = 32 * 1024;

  private final Supplier<Indexing> indexing;

  /** Asked of that. */
  public StreamQueries(Supplier<Indexing> indexing) {
    this.indexing = indexing;
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
    if (exchange.query().first("debug") != null) {
      throw RequestException.notImplemented(
          "'debug' is not there for streams. Ask POST /databases/NAME/queries.");
    }
    exchange.activity().detail(request.text());
    QueryAnswer answer = indexing.get().query(database, request);
    exchange.onClose(answer::close);
    QuerySummary summary = answer.summary();
    if (!summary.includes.isEmpty() || !summary.includedIds.isEmpty()) {
      throw RequestException.notImplemented(
          "Streams do not bring included documents along. Ask without 'include', or page by page.");
    }
    FoundResults results = new FoundResults(exchange, database, answer, new Includes(List.of()));
    return Answer.ok(out -> write(answer.summary(), results, out));
  }

  // Clients read these members in this very order.
  private static void write(QuerySummary summary, FoundResults results, OutputStream out)
      throws IOException {
    JsonBytes body =
        new JsonBytes(2 * SEND_FROM_BYTES)
            .beginObject()
            .field("ResultEtag", summary.resultEtag)
            .field("IsStale", summary.stale)
            .field("IndexName", summary.indexName)
            .field("TotalResults", summary.totalResults)
            .field("IndexTimestamp", OutgoingDocument.date(summary.indexTimestamp))
            .name("Results")
            .beginArray();
    while (results.writeNext(body)) {
      if (body.size() >= SEND_FROM_BYTES) {
        body.drainTo(out);
      }
    }
    body.endArray().endObject().drainTo(out);
  }
}
