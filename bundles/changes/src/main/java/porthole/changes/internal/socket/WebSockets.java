// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.socket;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.WebSocketExtensionRegistry;
import org.eclipse.jetty.websocket.core.exception.WebSocketException;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import porthole.changes.internal.hub.SocketListener;

/** Turns requests into WebSockets. Thread-safe. */
public final class WebSockets {
  private final WebSocketMappings jetty;
  private final Duration idle;

  /**
   * Ready.
   *
   * @param idle a socket on which nothing has come or gone for so long is closed
   */
  public WebSockets(Duration idle) {
    this.idle = idle;
    // What is not started has no threads to stop: connections run on those of the container.
    jetty = new WebSocketMappings(components());
  }

  /** Without compression, which holds memory for each connection. */
  private static WebSocketComponents components() {
    WebSocketExtensionRegistry extensions = new WebSocketExtensionRegistry();
    for (String name : extensions.getAvailableExtensionNames().toArray(String[]::new)) {
      extensions.unregister(name);
    }
    return new WebSocketComponents(extensions, null, null, null, null, Runnable::run);
  }

  /** Whether a request asks for a WebSocket. */
  public static boolean isWanted(HttpServletRequest request) {
    return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
  }

  /**
   * Answers a request by opening a WebSocket.
   *
   * @return false when the request does not ask for one correctly; nothing was answered then
   * @throws IOException when the client went away
   */
  public boolean open(HttpServletRequest request, SocketListener listener) throws IOException {
    ServletContextRequest inner = ServletContextRequest.getServletContextRequest(request);
    try (Blocker.Callback answered = Blocker.callback()) {
      if (!jetty.upgrade(
          new Negotiator(listener, idle),
          inner,
          inner.getServletContextResponse(),
          answered,
          null)) {
        answered.succeeded();
        return false;
      }
      answered.block();
      return true;
    } catch (WebSocketException e) {
      return false;
    }
  }

  /** Agrees to what the client asks for, but for compression. */
  private static final class Negotiator extends WebSocketNegotiator.AbstractNegotiator {
    private final SocketListener listener;

    Negotiator(SocketListener listener, Duration idle) {
      this.listener = listener;
      setIdleTimeout(idle);
    }

    @Override
    public FrameHandler negotiate(
        ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
      return new JettySocket(listener);
    }
  }
}
