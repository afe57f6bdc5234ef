// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterRegex;
import porthole.changes.internal.socket.WebSockets;
import porthole.http.api.GateRequest;
import porthole.http.api.HttpError;
import porthole.storage.api.DatabaseRecord;

/**
 * {@code /databases/{database}/changes}: opens the WebSocket. A filter before the document API's
 * servlet, to which it leaves what it cannot answer: that one says, as on its other routes, what is
 * the matter with a database. Who may ask was settled by the gate.
 */
@Component(service = Filter.class)
@HttpWhiteboardFilterName("porthole.changes")
@HttpWhiteboardFilterRegex("(?i)/databases/[^/]+/changes/?")
public final class ChangesFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final int NAME = 2;

  private final transient ChangesComponent changes;
  private final transient DynamicServices services;
  private final transient WebSockets sockets;

  /** Serves at once. */
  @Activate
  public ChangesFilter(@Reference ChangesComponent changes, @Reference DynamicServices services) {
    this.changes = changes;
    this.services = services;
    this.sockets = new WebSockets(changes.idle());
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean mine =
        WebSockets.isWanted(request)
            && request.getAttribute(GateRequest.ID) != null
            && !changes.hub().isClosed();
    Optional<DatabaseRecord> database =
        mine ? services.record(path(request).split("/", 0)[NAME]) : Optional.empty();
    if (database.isPresent()) {
      open(request, response, database.get());
    } else {
      chain.doFilter(request, response);
    }
  }

  private static String path(HttpServletRequest request) {
    String info = request.getPathInfo();
    return info == null ? request.getServletPath() : request.getServletPath() + info;
  }

  private void open(
      HttpServletRequest request, HttpServletResponse response, DatabaseRecord database)
      throws IOException {
    if (changes.hub().isFull()) {
      response.setHeader("Retry-After", "1");
      refuse(request, response, 503, "There are as many changes connections as there may be.");
      return;
    }
    if (!sockets.open(request, changes.hub().connect(database.name, database.databaseId))) {
      refuse(request, response, 400, "This is not how a WebSocket of version 13 is asked for.");
    }
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, int status, String message)
      throws IOException {
    String type = status < 500 ? HttpError.BAD_REQUEST : HttpError.GENERAL;
    byte[] body = new HttpError(request.getRequestURI(), type, message).toBytes();
    response.setStatus(status);
    response.setContentType(HttpError.CONTENT_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
