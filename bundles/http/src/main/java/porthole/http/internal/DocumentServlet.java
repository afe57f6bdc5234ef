// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.AnswerWriter;
import porthole.http.internal.exchange.ErrorAnswers;
import porthole.http.internal.exchange.ServiceAwayException;
import porthole.http.internal.route.InFlight;
import porthole.http.internal.service.DynamicServices;

/** The document API as the container sees it. Configured under the PID {@code porthole.http}. */
@Component(service = Servlet.class, name = "porthole.http")
@HttpWhiteboardServletName("porthole.http")
@HttpWhiteboardServletPattern({
  "/databases",
  "/databases/*",
  "/admin/databases",
  "/admin/databases/*",
  "/cluster/*",
  "/topology",
  "/build/version",
  "/operations/*",
  "/configuration/*",
  "/license/*",
  "/debug/routes"
})
public final class DocumentServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger("porthole.http");

  /** What can be set. */
  @interface Config {
    /** The address that clients are told to use; empty for the one that the server is bound to. */
    String publicUrl() default "";

    /** The largest body, and the largest document of a bulk insert, in bytes, decompressed. */
    int maxBodyBytes() default 64 * 1024 * 1024;

    /** How long a request waits for its database to be loaded, in seconds. */
    int loadPatienceSeconds() default 30;

    /** How long this bundle, when it is stopped, waits for requests it answers, in seconds. */
    int drainSeconds() default 10;
  }

  private final transient DocumentApi api;
  private final transient InFlight inFlight = new InFlight();
  private final Duration drain;

  /** Ready to serve, whether storage is there or not. */
  @Activate
  public DocumentServlet(
      @Reference DynamicServices services, BundleContext context, Config config) {
    services.publicUrl().configure(config.publicUrl());
    String version = Objects.requireNonNullElse(context.getProperty("porthole.version"), "");
    DocumentRoutes.Parts parts =
        new DocumentRoutes.Parts(
            services.storage(),
            services.publicUrl(),
            Clock.systemUTC(),
            Duration.ofSeconds(config.loadPatienceSeconds()),
            version);
    api =
        new DocumentApi(DocumentRoutes.table(parts), services.activities(), config.maxBodyBytes());
    drain = Duration.ofSeconds(config.drainSeconds());
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!inFlight.enter()) {
      AnswerWriter.write(request, response, closing(request));
      return;
    }
    try {
      api.serve(request, response);
    } finally {
      inFlight.leave();
    }
  }

  /** Waits for the requests in flight. */
  @Deactivate
  void close() throws InterruptedException {
    if (!inFlight.close(drain)) {
      LOG.log(
          Level.WARNING,
          "The document API stops while {0} requests are still being answered, {1} after it was"
              + " asked to stop.",
          inFlight.count(),
          drain);
    }
  }

  private static Answer closing(HttpServletRequest request) {
    return ErrorAnswers.of(
        request.getRequestURI(),
        new ServiceAwayException("The document API is being replaced. Try again."));
  }
}
