// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.itests.shutdown.HangingParticipantActivator;

/** The server ends in order and in time, whatever goes on in it, and says how it comes on. */
class ShutdownIT {
  private static final int WRITERS = 4;
  private static final int IN_ORDER = 0;
  private static final int OVER_BUDGET = 11;
  private static final int CUT_SHORT = 130;

  @TempDir Path scratch;

  @Test
  void whileClientsWriteNothingAcknowledgedIsLost() throws Exception {
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    ServerProcess server = ServerProcess.serving(data());
    Http http = new Http(server);
    CountDownLatch enough = new CountDownLatch(100);
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    List<Future<?>> ends = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      String database = "db" + i;
      http.createDatabase(database);
      ends.add(writers.submit(() -> insert(http, database, acknowledged, enough)));
    }
    enough.await();

    server.terminate();

    assertThat(server.awaitExit()).as(server.console()).isEqualTo(IN_ORDER);
    for (Future<?> end : ends) {
      end.get();
    }
    writers.shutdown();
    try (ServerProcess again = ServerProcess.serving(data())) {
      Http reader = new Http(again);
      for (String document : acknowledged) {
        assertThat(reader.get(document).statusCode()).as(document).isEqualTo(200);
      }
      JsonObject states = reader.adminJson("/studio-tasks/databases/state");
      for (JsonElement state : states.getAsJsonArray("Databases")) {
        assertThat(state.getAsJsonObject().get("EndedWithoutUnload").getAsBoolean()).isFalse();
      }
    }
  }

  /** One bulk insert of one document after the other, until the server takes no more. */
  private static void insert(
      Http http, String database, Queue<String> acknowledged, CountDownLatch enough) {
    for (int i = 0; ; i++) {
      String id = "d/" + i;
      try {
        HttpResponse<String> response =
            http.send(
                "POST",
                "/databases/" + database + "/bulk_insert?id=" + (i + 1),
                "[{\"Id\":\"" + id + "\",\"Type\":\"PUT\",\"Document\":{\"a\":1}}]");
        if (response.statusCode() != 200) {
          assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
          assertThat(response.headers().firstValue("Retry-After")).isPresent();
          return;
        }
      } catch (Exception e) {
        return;
      }
      acknowledged.add("/databases/" + database + "/docs?id=" + id);
      enough.countDown();
    }
  }

  @Test
  void aClientThatStallsIsCutOffAndTheShutdownCanBeWatched() throws Exception {
    ServerProcess server = ServerProcess.serving(data());
    Http http = new Http(server);
    http.createDatabase("db");
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      stall(slow, server);
      Await.untilTrue("the bulk insert is in flight", () -> uses(http) > 0);
      assertThat(http.adminJson("/admin/shutdown").get("State").getAsString()).isEqualTo("Serving");

      server.terminate();

      JsonObject left = Await.until("the bulk insert is waited for", () -> left(http, "REQUESTS"));
      assertThat(left.get("What").getAsString()).contains("POST /databases/db/bulk_insert");
      HttpResponse<String> refused = http.get("/databases/db/stats");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.body()).contains("shutting down");
      assertThat(server.awaitExit()).as(server.console()).isEqualTo(IN_ORDER);
      assertThat(server.console()).contains("requests in flight end, 1 of 1 left");
    }
  }

  /** Sends the beginning of a bulk insert and no more. */
  private static void stall(Socket socket, ServerProcess server) throws IOException {
    OutputStream out = socket.getOutputStream();
    String head =
        "POST /databases/db/bulk_insert?id=1 HTTP/1.1\r\nHost: 127.0.0.1:"
            + server.port()
            + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "1\r\n[\r\n";
    out.write(head.getBytes(UTF_8));
    out.flush();
  }

  private static long uses(Http http) throws Exception {
    JsonObject idle = http.adminJson("/admin/debug/databases/idle?name=db");
    return idle.getAsJsonArray("Results").get(0).getAsJsonObject().get("Uses").getAsLong();
  }

  @Test
  void whatHangsIsAbandonedWithinTheBudget() throws Exception {
    ServerProcess server = servingWithHangingParticipant(data());
    Http http = new Http(server);

    server.terminate();

    JsonObject left = Await.until("it is waited for", () -> left(http, "DATABASES"));
    assertThat(left.get("What").getAsString()).isEqualTo("database 'stuck'");
    assertThat(left.get("State").getAsString()).isEqualTo("UNLOADING");
    assertThat(left.get("WaitingFor").getAsString()).isEqualTo("a disk that never answers");
    assertThat(server.awaitExit()).as(server.console()).isEqualTo(OVER_BUDGET);
    assertThat(server.console())
        .contains("databases close, 1 of 1 left; database 'stuck', UNLOADING")
        .contains("ended with 1 things abandoned, which loses nothing acknowledged");
    assertThat(data().resolve("server.json")).doesNotExist();
  }

  @Test
  void aSecondInterruptEndsItAtOnce() throws Exception {
    ServerProcess server = servingWithHangingParticipant(data());
    server.interrupt();
    server.awaitLine(line -> line.contains("a second one ends at once"));
    server.interrupt();
    assertThat(server.awaitExit()).as(server.console()).isEqualTo(CUT_SHORT);
    try (ServerProcess again = ServerProcess.serving(data())) {
      assertThat(new Http(again).get("/build/version").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anOperatorMayEndItOverHttp() throws Exception {
    ServerProcess server = ServerProcess.serving(data());
    Http http = new Http(server);
    assertThat(http.send("POST", "/admin/shutdown", "").statusCode()).isEqualTo(401);
    assertThat(http.admin("DELETE", "/admin/shutdown", "").statusCode()).isEqualTo(405);
    assertThat(http.admin("POST", "/admin/shutdown", "").statusCode()).isEqualTo(202);
    assertThat(server.awaitExit()).as(server.console()).isEqualTo(IN_ORDER);
    assertThat(server.console()).contains("shutting down (POST /admin/shutdown)");
  }

  static ServerProcess servingWithHangingParticipant(Path data) throws IOException {
    ServerProcess server = ServerProcess.servingInForeground(data);
    deployHangingParticipant(server);
    return server;
  }

  static void deployHangingParticipant(ServerProcess server) throws IOException {
    TestBundle.deploy(
        server, HangingParticipantActivator.class, "org.osgi.framework,porthole.lifecycle.api");
    server.awaitLine(line -> line.contains(HangingParticipantActivator.HERE));
  }

  private static Optional<JsonObject> left(Http http, String phase) throws Exception {
    for (JsonElement element : http.adminJson("/admin/shutdown").getAsJsonArray("Phases")) {
      JsonObject one = element.getAsJsonObject();
      if (one.get("Phase").getAsString().equals(phase) && !one.getAsJsonArray("Left").isEmpty()) {
        return Optional.of(one.getAsJsonArray("Left").get(0).getAsJsonObject());
      }
    }
    return Optional.empty();
  }

  private Path data() {
    return scratch.resolve("data");
  }
}
