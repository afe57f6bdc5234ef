// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage.peer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The program: a Jetty that is set up as the shipped server's is, with one handler and nothing
 * between. Prints its URL, and ends when its standard input does.
 */
public final class JettyPeer {
  /** As {@code etc/org.apache.felix.http.json} of the distribution says. */
  private static final int THREADS = 200;

  private static final long IDLE_MILLIS = 300_000;

  private JettyPeer() {}

  /** {@code drop}, or {@code postgres} with a JDBC URL and the size of the pool. */
  public static void main(String[] arguments) throws Exception {
    List<String> words = List.of(arguments);
    Handler handler =
        words.get(0).equals("postgres")
            ? new PostgresHandler(words.get(1), Integer.parseInt(words.get(2)))
            : new DropHandler();
    Server server = new Server(new QueuedThreadPool(THREADS));
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
    awaitEndOfInput();
    server.stop();
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // Nothing is said; the benchmark closes this when it ends, however it does.
    }
  }
}
