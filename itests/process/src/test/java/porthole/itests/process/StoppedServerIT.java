// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that does not run is seen all the same, with what it was at. */
class StoppedServerIT {
  @TempDir static Path data;
  private static ServerProcess server;
  private static Http http;

  @BeforeAll
  static void startServer() throws Exception {
    server = ServerProcess.serving(data.resolve("server"));
    http = new Http(server);
    http.createDatabase("Held");
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @Test
  void theCommandLineShowsTheStacksAndJobsOfAServerThatIsStopped() throws Exception {
    try (Socket bulkInsert = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      beginBulkInsert(bulkInsert.getOutputStream());
      Await.untilTrue(
          "the bulk insert is under way",
          () -> stacks("--all").expectSuccess().contains("bulk insert"));
      signal("STOP");
      Command seen;
      Command byPid;
      try {
        seen = stacks("--timeout", "1", "--all");
        byPid = stacks("--pid", Long.toString(server.pid()), "--consistent", "--native", "--all");
      } finally {
        signal("CONT");
      }
      assertThat(seen.expectSuccess())
          .contains("Not by HTTP", "nothing within 1 s")
          .contains("Stacks of process " + server.pid() + ", from outside")
          .contains("request  bulk insert  database Held")
          .contains("porthole.http.internal.operation.BulkInsert")
          .doesNotContain("activity board");
      assertThat(byPid.expectSuccess()).contains("bulk insert  database Held", "libjvm.so");
    }
    assertThat(http.get("/databases/Held/stats").statusCode()).isEqualTo(200);
  }

  private static Command stacks(String... options) throws Exception {
    Object[] words = new Object[4 + options.length];
    words[0] = ServerProcess.dist().resolve("bin/porthole");
    words[1] = "stacks";
    words[2] = "--data";
    words[3] = server.data();
    System.arraycopy(options, 0, words, 4, options.length);
    return Command.run(words);
  }

  private static void signal(String name) throws Exception {
    Command.run("kill", "-" + name, server.pid()).expectSuccess();
  }

  /** Sends a document and keeps the request open. */
  private static void beginBulkInsert(OutputStream out) throws IOException {
    send(
        out,
        "POST /databases/Held/bulk_insert?id=1 HTTP/1.1\r\nHost: 127.0.0.1:"
            + server.port()
            + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
    String document =
        "[{\"Id\":\"held/1\",\"Type\":\"PUT\",\"Document\":{\"n\":1,\"@metadata\":{}}}";
    send(out, String.format(Locale.ROOT, "%x\r\n%s\r\n", document.length(), document));
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
