// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.capture;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.stream.JsonWriter;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import porthole.admin.internal.web.AdminServlet;
import porthole.admin.internal.web.BoundActivities;
import porthole.admin.internal.web.JsonAnswer;
import porthole.admin.internal.web.JsonRequest;
import porthole.admin.internal.web.Refusal;
import porthole.capture.api.BackendStatus;
import porthole.capture.api.CaptureBroker;
import porthole.capture.api.CaptureException;
import porthole.capture.api.PreflightFact;

/** {@code GET /admin/capture} lists the backends, {@code PUT /admin/capture/backend} swaps them. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("porthole.admin.capture")
@HttpWhiteboardServletPattern("/admin/capture/*")
public final class CaptureServlet extends AdminServlet {
  private static final long serialVersionUID = 1L;

  private final transient BrokerReference broker;

  /** Serves until {@link #stop}. */
  @Activate
  public CaptureServlet(@Reference BrokerReference broker, @Reference BoundActivities activities) {
    super(activities.activities());
    this.broker = broker;
  }

  @Deactivate
  void stop() {
    drain();
  }

  @Override
  protected String job(HttpServletRequest request) {
    return request.getMethod().equals("PUT") ? "swap capture backend" : "list capture backends";
  }

  @Override
  protected void handle(HttpServletRequest request, HttpServletResponse response)
      throws IOException, Refusal {
    switch (pathOf(request)) {
      case "/" -> allow(request, response, "GET");
      case "/backend" -> {
        allow(request, response, "PUT");
        select(JsonRequest.read(request));
      }
      default -> throw Refusal.of(501, "There is no route " + request.getRequestURI() + ".");
    }
    List<BackendStatus> backends = broker.get().backends();
    JsonAnswer.send(request, response, json -> write(json, backends));
  }

  private void select(JsonObject body) throws Refusal {
    JsonElement name = body.get("Name");
    if (name == null || !name.isJsonPrimitive() || !name.getAsJsonPrimitive().isString()) {
      throw Refusal.badRequest("'Name' is missing or no text; expected {\"Name\": \"<backend>\"}.");
    }
    CaptureBroker bound = broker.get();
    try {
      bound.select(name.getAsString());
    } catch (CaptureException.NoBackend e) {
      throw new Refusal(400, String.valueOf(e.getMessage()), e.fix(), 0, e);
    }
  }

  private static void write(JsonWriter json, List<BackendStatus> backends) throws IOException {
    json.beginObject().name("Backends").beginArray();
    for (BackendStatus backend : backends) {
      json.beginObject();
      json.name("Name").value(backend.name);
      json.name("Selected").value(backend.selected);
      json.name("Available").value(backend.availability.available());
      json.name("Reason").value(backend.availability.reason());
      json.name("Fix").value(backend.availability.fix());
      json.name("Bundle").value(backend.bundle);
      if (backend.ageMillis >= 0) {
        json.name("AskedAt").value(backend.askedAt.toString());
        json.name("AgeMilliseconds").value(backend.ageMillis);
      }
      if (backend.capturingSince != null) {
        json.name("CapturingSince").value(backend.capturingSince.toString());
      }
      json.name("Facts").beginArray();
      for (PreflightFact fact : backend.facts) {
        write(json, fact);
      }
      json.endArray();
      json.endObject();
    }
    json.endArray().endObject();
  }

  private static void write(JsonWriter json, PreflightFact fact) throws IOException {
    json.beginObject();
    json.name("Subject").value(fact.subject());
    json.name("Found").value(fact.found());
    json.name("Obstacle").value(fact.obstacle());
    json.name("Reason").value(fact.reason());
    json.name("Fix").value(fact.fix());
    json.endObject();
  }
}
