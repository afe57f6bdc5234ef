// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal.jetty;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.felix.http.jetty.LoadBalancerCustomizerFactory;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Sees every request before Jetty's handlers do, which is the one way to reach the Jetty that the
 * HTTP bundle made. On the first request of each Jetty it takes over its error answers and takes
 * its habit of interrupting threads.
 *
 * <p>The hook is meant for load balancers' headers; it needs {@code
 * org.apache.felix.proxy.load.balancer.connection.enable} in the HTTP service's settings.
 */
@Component(service = LoadBalancerCustomizerFactory.class)
public final class JettyGuard
    implements LoadBalancerCustomizerFactory, HttpConfiguration.Customizer {

  /** Request attribute: what it came through, a {@link java.io.Closeable}. */
  public static final String CONNECTION = "porthole.gate.connection";

  private final AtomicReference<@Nullable Server> guarded = new AtomicReference<>();
  private final ErrorShape errors = new ErrorShape();

  /** Waits for the first request. */
  @Activate
  public JettyGuard() {}

  @Override
  public HttpConfiguration.Customizer createCustomizer() {
    return this;
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    ConnectionMetaData origin = request.getConnectionMetaData();
    request.setAttribute(CONNECTION, origin.getConnection().getEndPoint());
    Server server = origin.getConnector().getServer();
    Server before = guarded.get();
    if (before != server && guarded.compareAndSet(before, server)) {
      guard(server);
    }
    return request;
  }

  private void guard(Server server) {
    server.setErrorHandler(errors);
    for (ContextHandler context : server.getDescendants(ContextHandler.class)) {
      context.setErrorHandler(errors);
    }
    if (server.getThreadPool() instanceof QueuedThreadPool pool) {
      // With a stop timeout the pool interrupts whoever is still at work half way through it; an
      // interrupt inside storage closes files. Without one it never interrupts.
      pool.setStopTimeout(0);
    }
  }

  /** Without the gate nobody checks who asks: closes the doors that it stood at. */
  @Deactivate
  public void close() throws Exception {
    Server server = guarded.getAndSet(null);
    if (server != null && server.isRunning()) {
      List<Connector> connectors = new ArrayList<>(List.of(server.getConnectors()));
      for (LifeCycle connector : connectors) {
        connector.stop();
      }
    }
  }
}
