// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import porthole.http.api.GateRequest;
import porthole.http.api.HttpError;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;

/**
 * A servlet whose requests are marked as activities, counted, and answered with an error in the
 * common shape when they fail. Who may call was settled by the gate before.
 */
public abstract class AdminServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger("porthole.admin");
  private static final Duration LAST_REQUESTS = Duration.ofSeconds(10);

  private final transient InFlight inFlight = new InFlight();
  private final transient Activities activities;

  /** A servlet that marks its requests with {@code activities}. */
  protected AdminServlet(Activities activities) {
    this.activities = activities;
  }

  /** The name of what is asked for, one of a small fixed set. */
  protected abstract String job(HttpServletRequest request);

  /** Answers the request, or says why not. */
  protected abstract void handle(HttpServletRequest request, HttpServletResponse response)
      throws IOException, Refusal;

  /** Lets no request in any more and waits, at most 10 seconds, for those that are inside. */
  protected final void drain() {
    int left = inFlight.close(LAST_REQUESTS);
    if (left > 0) {
      LOG.log(
          Level.WARNING,
          "{0} stops with {1} requests still inside after {2} s",
          getClass().getSimpleName(),
          left,
          LAST_REQUESTS.toSeconds());
    }
  }

  @Override
  protected final void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!inFlight.enter()) {
      // The gate waits for the successor and tries again.
      request.setAttribute(GateRequest.AWAY, true);
      return;
    }
    try {
      answer(request, response);
    } catch (Refusal refusal) {
      refuse(request, response, refusal);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Failed to answer " + urlOf(request), e);
      refuse(request, response, new Refusal(500, "The server failed: " + e, "", 0, e));
    } finally {
      inFlight.leave();
    }
  }

  private void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, Refusal {
    long id = requestId(request);
    try (Activity activity =
        activities.begin(ActivityKind.REQUEST, job(request), Activities.NO_DATABASE, id)) {
      handle(request, response);
    }
  }

  /** The path below this servlet's pattern; {@code "/"} for none. */
  protected static String pathOf(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path == null || path.isEmpty() ? "/" : path;
  }

  /** Refuses every method but those named; HEAD comes with GET. */
  protected static void allow(
      HttpServletRequest request, HttpServletResponse response, String... methods) throws Refusal {
    for (String method : methods) {
      boolean head = method.equals("GET") && request.getMethod().equals("HEAD");
      if (head || method.equals(request.getMethod())) {
        return;
      }
    }
    String allowed = String.join(", ", methods);
    response.setHeader("Allow", allowed);
    throw Refusal.of(
        405,
        request.getMethod() + " is not possible on " + request.getRequestURI() + ": " + allowed);
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    if (response.isCommitted()) {
      // Half an answer must not look like a whole one.
      throw new IOException("Gave up in the middle of the answer", refusal);
    }
    String allow = response.getHeader("Allow");
    response.reset();
    if (allow != null) {
      response.setHeader("Allow", allow);
    }
    if (refusal.retryAfterSeconds() > 0) {
      response.setHeader("Retry-After", Integer.toString(refusal.retryAfterSeconds()));
    }
    byte[] body = refusal.toError(urlOf(request)).toBytes();
    response.setStatus(refusal.status());
    response.setContentType(HttpError.CONTENT_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static String urlOf(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }

  /** Tokens are asked for by the gate; a request that came around it is turned away. */
  private static long requestId(HttpServletRequest request) throws Refusal {
    @Nullable Object id = request.getAttribute(GateRequest.ID);
    if (id instanceof Long number) {
      return number;
    }
    throw Refusal.unavailable(
        "The gate, which decides who may ask, is not there.", "Start the bundle porthole.gate.");
  }
}
