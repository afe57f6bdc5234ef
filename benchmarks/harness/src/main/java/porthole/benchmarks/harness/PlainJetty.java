// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.harness;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A Jetty that is set up as the shipped server's is, with one handler and nothing between. */
public final class PlainJetty {
  /** As {@code etc/org.apache.felix.http.json} of the distribution says. */
  private static final int THREADS = 200;

  private static final long IDLE_MILLIS = 300_000;

  private final Server server = new Server(new QueuedThreadPool(THREADS));

  /** Starts it on a free port and prints its URL. */
  public PlainJetty(Handler handler) throws Exception {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    ServerConnector connector =
        new ServerConnector(server, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    server.setHandler(handler);
    server.start();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("http://127.0.0.1:" + connector.getLocalPort());
  }

  /** Sends JSON that is in memory. */
  public static void send(Response response, int status, byte[] body, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /** Ends it. */
  public void stop() throws Exception {
    server.stop();
  }
}
