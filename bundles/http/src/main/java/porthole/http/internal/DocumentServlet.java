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
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import porthole.http.internal.byquery.ByQueryThreads;
import porthole.http.internal.database.DatabaseNames;
import porthole.http.internal.exchange.BodyMemory;
import porthole.http.internal.patch.PatchScripts;
import porthole.http.internal.service.DynamicServices;
import porthole.script.api.ScriptLimits;

/** The document API as the container sees it. Configured under the PID {@code porthole.http}. */
@Component(
    service = Servlet.class,
    name = DocumentServlet.PID,
    configurationPid = DocumentServlet.PID)
@Designate(ocd = DocumentServlet.Config.class)
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
  "/admin/configuration/*",
  "/license/*",
  "/debug/routes",
  "/debug/is-loaded",
  "/debug/queries/*",
  "/studio-tasks/databases/*",
  "/admin/debug/databases/*"
})
public final class DocumentServlet extends HttpServlet {
  static final String PID = "porthole.http";

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger("porthole.http");

  /** A change restarts the document API; requests wait meanwhile. */
  @ObjectClassDefinition(id = PID, name = "Document API")
  @interface Config {
    @AttributeDefinition(
        description = "Address that clients are told to use; empty for the one bound to")
    String publicUrl() default "";

    @AttributeDefinition(
        description =
            "Largest body, or document of a bulk insert, decompressed; bytes. Never more than an"
                + " eighth of the heap")
    int maxBodyBytes() default 64 * 1024 * 1024;

    @AttributeDefinition(description = "Longest wait for a database to be loaded; milliseconds")
    long loadPatience_ms() default 30_000;

    @AttributeDefinition(
        description = "Longest time for a script to change a document; milliseconds")
    long scriptTime_ms() default 5_000;

    @AttributeDefinition(
        description =
            "How much a script may allocate to change a document, dead values too; bytes. Never"
                + " more than half of the heap divided by the processors")
    long scriptMemory_bytes() default 256 * 1024 * 1024;

    @AttributeDefinition(
        description = "How many patches and deletes by query work at a time; others wait")
    int byQueryThreads() default 2;

    @AttributeDefinition(
        description = "Longest wait for requests in flight when stopping; milliseconds")
    long drain_ms() default 10_000;
  }

  private final transient DocumentApi api;
  private final transient ByQueryThreads byQuery;
  private final Duration drain;

  /** Ready to serve, whether storage is there or not. */
  @Activate
  public DocumentServlet(
      @Reference DynamicServices services, BundleContext context, Config config) {
    services.publicUrl().configure(config.publicUrl());
    byQuery = new ByQueryThreads(Math.max(1, config.byQueryThreads()));
    String version = Objects.requireNonNullElse(context.getProperty("porthole.version"), "");
    DocumentRoutes.Parts parts =
        new DocumentRoutes.Parts(
            services.storage(),
            services.indexing(),
            scripts(services, config),
            services.activities(),
            byQuery,
            services.operationListeners(),
            // Fewer than one begins in a millisecond.
            Clock.systemUTC().millis(),
            services.publicUrl(),
            Clock.systemUTC(),
            Duration.ofMillis(config.loadPatience_ms()),
            version);
    api =
        new DocumentApi(
            DocumentRoutes.table(parts),
            new DatabaseNames(services.storage()),
            services.activities(),
            new BodyMemory(Runtime.getRuntime().maxMemory(), config.maxBodyBytes()));
    drain = Duration.ofMillis(config.drain_ms());
  }

  /** Those that run at a time take half of the heap together, at most. */
  private static PatchScripts scripts(DynamicServices services, Config config) {
    int atOnce = Math.max(2, Runtime.getRuntime().availableProcessors());
    long most = Runtime.getRuntime().maxMemory() / 2 / atOnce;
    ScriptLimits limits =
        new ScriptLimits(
            Duration.ofMillis(config.scriptTime_ms()), Math.min(most, config.scriptMemory_bytes()));
    return new PatchScripts(services.scripts(), limits, atOnce);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    api.serve(request, response);
  }

  /** Waits for the requests in flight. */
  @Deactivate
  void close() throws InterruptedException {
    byQuery.stop();
    if (!api.close(drain)) {
      LOG.log(
          Level.WARNING,
          "The document API stops while {0} requests are still being answered, {1} after it was"
              + " asked to stop.",
          api.requests(),
          drain);
    }
    if (!byQuery.await(drain)) {
      LOG.log(
          Level.WARNING,
          "A patch or delete by query still works, {0} after it was asked to stop.",
          drain);
    }
  }
}
