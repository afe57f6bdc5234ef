// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import porthole.http.api.GateRequest;
import porthole.http.internal.database.DatabaseNames;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.AnswerWriter;
import porthole.http.internal.exchange.BodyMemory;
import porthole.http.internal.exchange.ErrorAnswers;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.QueryString;
import porthole.http.internal.exchange.RequestBody;
import porthole.http.internal.exchange.ServiceAwayException;
import porthole.http.internal.route.InFlight;
import porthole.http.internal.route.RouteTable;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;

/** Carries a request through the routes and its answer, or its failure, back. Thread-safe. */
final class DocumentApi {
  private static final Logger LOG = System.getLogger("porthole.http");

  private static final long MAX_PASSED_BYTES = 4 * 1024 * 1024;

  private final RouteTable routes;
  private final DatabaseNames names;
  private final Activities activities;
  private final BodyMemory bodies;
  private final InFlight inFlight = new InFlight();

  DocumentApi(RouteTable routes, DatabaseNames names, Activities activities, BodyMemory bodies) {
    this.routes = routes;
    this.names = names;
    this.activities = activities;
    this.bodies = bodies;
  }

  /**
   * Answers a request that has passed the gate, unless the API is being closed: then the gate is
   * told to wait for its successor.
   *
   * @throws IOException when the client went away, or when the server failed after it had sent a
   *     part of the answer; the container then breaks the connection
   */
  void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!inFlight.enter()) {
      request.setAttribute(GateRequest.AWAY, true);
      return;
    }
    try {
      answer(request, response);
    } finally {
      inFlight.leave();
    }
  }

  /** Lets no request in any more and waits for those inside; says whether all have left. */
  boolean close(Duration patience) throws InterruptedException {
    return inFlight.close(patience);
  }

  /** How many requests are being answered. */
  int requests() {
    return inFlight.count();
  }

  private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try {
      long id = requestId(request);
      RouteTable.Match match = routes.find(request.getMethod(), request.getRequestURI());
      String database = names.of(match.pathValues().get("database"));
      try (Activity activity =
              activities.begin(ActivityKind.REQUEST, match.route().job(), database, id);
          RequestBody body = new RequestBody(request, bodies);
          Exchange exchange = new Exchange(parts(request, body), match.pathValues(), activity)) {
        write(request, response, match.route().handler().handle(exchange));
      }
    } catch (RuntimeException e) {
      fail(request, response, e);
    }
  }

  private static void write(HttpServletRequest request, HttpServletResponse response, Answer answer)
      throws IOException {
    passRest(request);
    AnswerWriter.write(request, response, answer);
  }

  private static void fail(
      HttpServletRequest request, HttpServletResponse response, RuntimeException failure)
      throws IOException {
    if (ErrorAnswers.isServerFault(failure)) {
      LOG.log(
          Level.ERROR, request.getMethod() + " " + request.getRequestURI() + " failed", failure);
    }
    if (response.isCommitted()) {
      // Half an answer must not look like a whole one.
      throw new IOException("The answer ends in the middle: " + failure.getMessage(), failure);
    }
    response.reset();
    write(request, response, ErrorAnswers.of(url(request), failure));
  }

  /**
   * Reads on where a failure has cut the reading short: a client that still sends would find the
   * connection closed, and not the answer.
   */
  private static void passRest(HttpServletRequest request) throws IOException {
    InputStream body = request.getInputStream();
    if (body.read() < 0) {
      return;
    }
    byte[] buffer = new byte[8192];
    long passed = 0;
    int count = body.read(buffer);
    while (count >= 0 && passed < MAX_PASSED_BYTES) {
      passed += count;
      count = body.read(buffer);
    }
  }

  private static Exchange.Parts parts(HttpServletRequest request, RequestBody body) {
    return new Exchange.Parts(
        request.getMethod(), new QueryString(request.getQueryString()), request::getHeader, body);
  }

  private static String url(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }

  /** Whoever may ask is decided by the gate; a request that came around it is turned away. */
  private static long requestId(HttpServletRequest request) {
    if (request.getAttribute(GateRequest.ID) instanceof Long id) {
      return id;
    }
    throw new ServiceAwayException(
        "The gate, which decides who may ask, is not there. Start the bundle porthole.gate.");
  }
}
