// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal;

import com.google.gson.stream.JsonWriter;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import porthole.changes.internal.hub.ChannelReport;
import porthole.changes.internal.hub.ConnectionReport;
import porthole.http.api.GateRequest;
import porthole.http.api.HttpError;

/**
 * {@code GET /admin/debug/changes}: who is connected and how much waits for whom. Wakes no database
 * and waits for none. Who may ask was settled by the gate.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("porthole.changes.report")
@HttpWhiteboardServletPattern("/admin/debug/changes")
public final class ChangesReportServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient ChangesComponent changes;

  /** Serves at once. */
  @Activate
  public ChangesReportServlet(@Reference ChangesComponent changes) {
    this.changes = changes;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getAttribute(GateRequest.ID) == null) {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    long begin = changes.nanos();
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      write(json, begin);
    }
    response.setHeader("Cache-Control", "no-store");
    response.setContentType(HttpError.CONTENT_TYPE);
    response.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void write(JsonWriter json, long begin) throws IOException {
    json.beginObject().name("Connections").value(changes.hub().connections());
    json.name("MaxConnections").value(changes.maxConnections());
    json.name("QueuedBytes").value(changes.memory().held());
    json.name("Databases").beginArray();
    for (ChannelReport database : changes.hub().report()) {
      write(json, database);
    }
    json.endArray().name("TookMicros").value((changes.nanos() - begin) / 1000).endObject();
  }

  private static void write(JsonWriter json, ChannelReport report) throws IOException {
    json.beginObject().name("Database").value(report.database());
    json.name("Loaded").value(report.loaded()).name("ToldEtag").value(report.toldEtag());
    json.name("Connections").beginArray();
    for (ConnectionReport connection : report.connections()) {
      json.beginObject();
      json.name("Since").value(Instant.ofEpochMilli(connection.sinceMillis()).toString());
      json.name("Watches").value(connection.watches());
      json.name("QueuedMessages").value(connection.messages());
      json.name("QueuedBytes").value(connection.bytes());
      json.name("Sending").value(connection.sending()).endObject();
    }
    json.endArray().endObject();
  }
}
