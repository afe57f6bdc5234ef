// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage.peer;

import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import porthole.benchmarks.harness.PlainJetty;

/** The program: a Jetty with one handler. Prints its URL, and ends when its standard input does. */
public final class JettyPeer {
  private JettyPeer() {}

  /** {@code drop}, or {@code postgres} with a JDBC URL and the size of the pool. */
  public static void main(String[] arguments) throws Exception {
    List<String> words = List.of(arguments);
    Handler handler =
        words.get(0).equals("postgres")
            ? new PostgresHandler(words.get(1), Integer.parseInt(words.get(2)))
            : new DropHandler();
    PlainJetty server = new PlainJetty(handler);
    awaitEndOfInput();
    server.stop();
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // Nothing is said; the benchmark closes this when it ends, however it does.
    }
  }
}
