// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import porthole.http.api.GateRequest;

/**
 * One attempt to have a request answered; notices when nobody touched it because its servlet is not
 * there, or went between being chosen and being called.
 */
final class AwayResponse extends HttpServletResponseWrapper {

  /** Request attribute: the catch-all was reached. */
  static final String NO_SERVLET = "porthole.gate.noServlet";

  /** What the whiteboard throws when a servlet goes after it was chosen for a request. */
  private static final String UNREGISTERED = "Servlet has been unregistered";

  /** The status by which Jetty is told to break the connection. */
  private static final int BREAK = -1;

  private final HttpServletRequest request;
  private boolean unregistered;

  AwayResponse(HttpServletRequest request, HttpServletResponse response) {
    super(response);
    this.request = request;
    request.removeAttribute(NO_SERVLET);
    request.removeAttribute(GateRequest.AWAY);
    request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
    request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION_TYPE);
  }

  @Override
  public void sendError(int status) throws IOException {
    if (!tookNote()) {
      super.sendError(status);
    }
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    if (!tookNote()) {
      super.sendError(status, message);
    }
  }

  private boolean tookNote() {
    Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    unregistered =
        failure instanceof ServletException gone && UNREGISTERED.equals(gone.getMessage());
    return unregistered;
  }

  /** Whether no servlet matched the path. */
  boolean unmatched() {
    return request.getAttribute(NO_SERVLET) != null;
  }

  /** Whether a servlet matched, but left without touching the request. */
  boolean abandoned() {
    return unregistered || request.getAttribute(GateRequest.AWAY) != null;
  }

  /**
   * Breaks the connection when a servlet failed after a part of its answer had been sent. The
   * whiteboard keeps the exception to itself, and the container would end that part as if it were
   * the whole.
   */
  void breakOffHalfAnswer() throws IOException {
    if (isCommitted() && request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null) {
      super.sendError(BREAK);
    }
  }
}
