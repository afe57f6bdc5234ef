// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page on another site cannot talk to the server, and what is dangerous takes the token. */
class ClosedByDefaultIT {
  @TempDir static Path data;
  private static ServerProcess server;
  private static Http http;

  @BeforeAll
  static void startServer() throws Exception {
    server = ServerProcess.serving(data.resolve("server"));
    http = new Http(server);
    http.createDatabase("d");
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/build/version",
        "/databases/d/stats",
        "/databases/d/docs?id=a",
        "/studio/stacks",
        "/admin/capture",
        "/nothing/here"
      })
  void refusesAReboundNameOnEveryRoute(String path) throws Exception {
    assertThat(raw("GET " + path, "Host: attacker.example:" + server.port())).startsWith("403");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://attacker.example", "null", "http://127.0.0.1:1"})
  void refusesAnotherSitesPage(String origin) throws Exception {
    String host = "Host: 127.0.0.1:" + server.port();
    assertThat(raw("GET /databases/d/docs?id=a", host, "Origin: " + origin)).startsWith("403");
    assertThat(raw("DELETE /databases/d/docs?id=a", host, "Origin: " + origin)).startsWith("403");
  }

  @Test
  void servesItsOwnPages() throws Exception {
    String self = "127.0.0.1:" + server.port();
    assertThat(raw("GET /databases/d/stats", "Host: " + self, "Origin: http://" + self))
        .startsWith("200");
    assertThat(raw("GET /databases/d/stats", "Host: localhost:" + server.port())).startsWith("200");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/admin/debug/threads/stack-trace",
    "GET,/admin/capture",
    "PUT,/admin/capture/backend",
    "GET,/admin/not/there/yet"
  })
  void asksForTheToken(String method, String path) throws Exception {
    assertThat(http.send(method, path, "").statusCode()).isEqualTo(401);
    assertThat(
            http.send(http.request(method, path, "").header("Authorization", "Bearer wrong"))
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void answersWhatIsNotThereYetInTheShapeThatClientsRead() throws Exception {
    var response = http.get("/databases/d/timeseries?docId=a&name=b");
    assertThat(response.statusCode()).isEqualTo(501);
    assertThat(Http.json(response).keySet()).contains("Url", "Type", "Message", "Error");
  }

  /** Sends a request whose headers a proper client would not let us choose; answers what came. */
  private static String raw(String requestLine, String... headers) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      String head =
          requestLine
              + " HTTP/1.1\r\n"
              + String.join("\r\n", headers)
              + "\r\nConnection: close\r\n";
      out.write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return answer.substring("HTTP/1.1 ".length());
    }
  }
}
