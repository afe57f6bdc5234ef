// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal;

import com.google.gson.stream.JsonWriter;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import porthole.http.api.GateRequest;
import porthole.http.api.HttpError;

/**
 * {@code GET /admin/shutdown} says how the shutdown comes on, {@code POST} begins it. Who may ask
 * was settled by the gate.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("porthole.host")
@HttpWhiteboardServletPattern("/admin/shutdown")
public final class ShutdownServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String REQUESTS = "(porthole.host=request)";

  private final transient BundleContext context;
  private final transient HostComponent host;

  /** Serves at once. */
  @Activate
  public ShutdownServlet(BundleContext context, @Reference HostComponent host) {
    this.context = context;
    this.host = host;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getAttribute(GateRequest.ID) == null) {
      refuse(request, response, 503, "The gate, which decides who may ask, is not there.");
      return;
    }
    switch (request.getMethod()) {
      case "GET", "HEAD" -> answer(response, HttpServletResponse.SC_OK);
      case "POST" -> begin(request, response);
      default -> {
        response.setHeader("Allow", "GET, POST");
        refuse(request, response, 405, request.getMethod() + " is not for this route: GET, POST.");
      }
    }
  }

  private void begin(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!ask("POST /admin/shutdown")) {
      refuse(
          request,
          response,
          503,
          "Whoever started this server does not let it be ended so. End its process instead.");
      return;
    }
    answer(response, HttpServletResponse.SC_ACCEPTED);
  }

  /** Asks the launcher, through a type that both know; false when there is none. */
  @SuppressWarnings("unchecked")
  private boolean ask(String reason) {
    try {
      for (ServiceReference<?> reference : context.getServiceReferences(Consumer.class, REQUESTS)) {
        @Nullable Object service = context.getService(reference);
        if (service != null) {
          ((Consumer<String>) service).accept(reason);
          return true;
        }
      }
      return false;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpServletResponse response, int status) throws IOException {
    StringWriter text = new StringWriter();
    host.write(new JsonWriter(text));
    response.setHeader("Cache-Control", "no-store");
    send(response, status, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, int status, String message)
      throws IOException {
    send(
        response,
        status,
        new HttpError(
                request.getRequestURI(),
                status < 500 ? HttpError.BAD_REQUEST : HttpError.GENERAL,
                message)
            .toBytes());
  }

  private static void send(HttpServletResponse response, int status, byte[] body)
      throws IOException {
    response.setStatus(status);
    response.setContentType(HttpError.CONTENT_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
