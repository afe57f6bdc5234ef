// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.multiget;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.ErrorAnswers;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.QueryString;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.route.RouteTable;

/**
 * Answers the requests within another, one after the other. Small answers are sent together; from
 * the first large one on each is sent as it is made. For one thread.
 */
final class InnerAnswers {
  private static final Logger LOG = System.getLogger("porthole.http");
  private static final int IN_MEMORY_BYTES = 1024 * 1024;
  private static final int SEND_FROM_BYTES = 32 * 1024;

  // Clients take it for the answer that nothing was found, whose body they do not read.
  private static final int NOT_FOUND = 404;
  private static final int NOT_MODIFIED = 304;

  private final Exchange outer;
  private final Queue<InnerRequest> rest;
  private final InnerRoutes routes;
  private final JsonBytes body = new JsonBytes(4096);
  private @Nullable Exchange current;
  private Answer.@Nullable LongBody longBody;

  InnerAnswers(Exchange outer, Queue<InnerRequest> requests, InnerRoutes routes) {
    this.outer = outer;
    this.rest = requests;
    this.routes = routes;
  }

  /** All of them. */
  Answer answer() throws IOException {
    outer.onClose(this::closeCurrent);
    body.beginObject().name("Results").beginArray();
    while (longBody == null && !rest.isEmpty() && body.size() < IN_MEMORY_BYTES) {
      begin(rest.remove());
    }
    if (longBody != null || !rest.isEmpty()) {
      return Answer.ok(this::writeRest);
    }
    return Answer.ok(body.endArray().endObject());
  }

  private void writeRest(OutputStream out) throws IOException {
    while (longBody != null || !rest.isEmpty()) {
      if (longBody != null) {
        body.drainTo(out);
        longBody.writeTo(out);
        end();
      } else {
        begin(rest.remove());
      }
      if (body.size() >= SEND_FROM_BYTES) {
        body.drainTo(out);
      }
    }
    body.endArray().endObject().drainTo(out);
  }

  /** Answers a request, but for its body if that is long. */
  private void begin(InnerRequest request) throws IOException {
    Answer answer = handle(request);
    body.beginObject().field("StatusCode", answer.status()).name("Headers").beginObject();
    answer.headers().forEach(body::field);
    body.endObject().name("Result");
    longBody = answer.longBody();
    if (longBody == null) {
      if (answer.body().length == 0 || answer.status() == NOT_FOUND) {
        body.literal("null");
      } else {
        body.raw(answer.body());
      }
      end();
    }
  }

  private void end() {
    body.endObject();
    longBody = null;
    closeCurrent();
  }

  private Answer handle(InnerRequest request) throws IOException {
    Answer answer = route(request);
    return answer.status() == NOT_FOUND && request.knowsNothingIsThere()
        ? Answer.empty(NOT_MODIFIED)
        : answer;
  }

  private Answer route(InnerRequest request) throws IOException {
    try {
      RouteTable.Match match = routes.find(request, outer.path("database"));
      Exchange.Parts parts =
          new Exchange.Parts(
              request.method(),
              new QueryString(request.query()),
              request.headers()::get,
              outer.body().within(request.body()));
      Exchange inner = new Exchange(parts, match.pathValues(), outer.activity());
      current = inner;
      return match.route().handler().handle(inner);
    } catch (RuntimeException e) {
      if (ErrorAnswers.isServerFault(e)) {
        LOG.log(Level.ERROR, request.method() + " " + request.path() + " failed", e);
      }
      return ErrorAnswers.of(request.url(), e);
    }
  }

  private void closeCurrent() {
    if (current != null) {
      Exchange ended = current;
      current = null;
      try (ended) {
        ended.body().close();
      }
    }
  }
}
