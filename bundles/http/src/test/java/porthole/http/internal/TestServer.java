// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import porthole.http.api.GateRequest;
import porthole.http.internal.byquery.ByQueryThreads;
import porthole.http.internal.database.DatabaseNames;
import porthole.http.internal.exchange.BodyMemory;
import porthole.http.internal.operation.OperationListeners;
import porthole.http.internal.patch.PatchScripts;
import porthole.http.internal.service.BoundService;
import porthole.indexing.api.Indexing;
import porthole.script.api.ScriptEngine;
import porthole.script.api.ScriptLimits;
import porthole.script.internal.ScriptComponent;
import porthole.storage.api.Databases;

/** The document API in the container that is shipped, on storage that forgets. */
final class TestServer implements AutoCloseable {
  /** What a request is answered with that the gate would have parked. */
  static final int PARKED = 299;

  static final long HEAP_BYTES = 1L << 30;
  static final int MAX_BODY_BYTES = 400_000;
  static final Instant NOW = Instant.parse("2026-05-06T07:08:09.123456700Z");

  private static final ScriptEngine ENGINE = new ScriptComponent();
  private static final ScriptLimits LIMITS =
      new ScriptLimits(Duration.ofMillis(500), 64 * 1024 * 1024);
  private static final Logger JETTY_LOG = Logger.getLogger("org.eclipse.jetty");

  final MemoryDatabases databases = new MemoryDatabases();
  final BoundService<Databases> storage = new BoundService<>("Storage");
  final BoundService<Indexing> indexing = new BoundService<>("Indexing");
  final BoundService<ScriptEngine> scripts = new BoundService<>("The JavaScript engine");
  final ByQueryThreads byQuery = new ByQueryThreads(1);
  final OperationListeners operationListeners = new OperationListeners();
  final RecordedActivities activities = new RecordedActivities();

  /** Whether requests come through the gate. */
  volatile boolean gated = true;

  private final DocumentApi api = api(storage);
  private final Server server =
      new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final HttpClient client = HttpClient.newHttpClient();

  TestServer() throws Exception {
    JETTY_LOG.setLevel(Level.SEVERE);
    storage.bind(databases);
    scripts.bind(ENGINE);
    databases.create("db", "{\"DatabaseName\":\"db\"}".getBytes(StandardCharsets.UTF_8));
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet()), "/*");
    server.setHandler(context);
    server.start();
  }

  MemoryDatabase db() {
    return (MemoryDatabase) databases.open("db", Duration.ZERO);
  }

  String url() {
    return "http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  HttpResponse<String> send(String method, String path, String body) throws Exception {
    return send(request(path).method(method, BodyPublishers.ofString(body)));
  }

  HttpResponse<String> put(String id, String document) throws Exception {
    return send("PUT", "/databases/db/docs?id=" + id, document);
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  /** Begins to close the API, as when its bundle is replaced. */
  void closeApi() throws InterruptedException {
    api.close(Duration.ZERO);
  }

  private DocumentApi api(Supplier<Databases> storage) {
    DocumentRoutes.Parts parts =
        new DocumentRoutes.Parts(
            storage,
            indexing,
            new PatchScripts(scripts, LIMITS, 2),
            activities,
            byQuery,
            operationListeners,
            0,
            () -> "http://public.example:8080",
            Clock.fixed(NOW, ZoneOffset.UTC),
            Duration.ofSeconds(1),
            "1.2.3");
    return new DocumentApi(
        DocumentRoutes.table(parts),
        new DatabaseNames(storage),
        activities,
        new BodyMemory(HEAP_BYTES, MAX_BODY_BYTES));
  }

  /** Does what the gate would do before and after. */
  private HttpServlet servlet() {
    return new HttpServlet() {
      @Override
      protected void service(HttpServletRequest request, HttpServletResponse response)
          throws IOException {
        if (gated) {
          request.setAttribute(GateRequest.ID, 7L);
        }
        api.serve(request, response);
        if (request.getAttribute(GateRequest.AWAY) != null) {
          response.setStatus(PARKED);
        }
      }
    };
  }
}
