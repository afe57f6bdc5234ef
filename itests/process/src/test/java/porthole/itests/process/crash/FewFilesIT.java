// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.itests.process.Http;
import porthole.itests.process.ServerProcess;

/** A process that may open few files serves on, says what is the matter, and recovers. */
class FewFilesIT {
  private static final int FILES = 170;
  private static final int DATABASES = 30;
  private static final int CONNECT_MILLIS = 300;

  @TempDir Path folder;

  @Test
  void moreDatabasesThanFilesAllowTakeTurns() throws Exception {
    try (ServerProcess server = start()) {
      Http http = new Http(server);
      for (int i = 0; i < DATABASES; i++) {
        String name = "db" + i;
        FaultyDatabase.await(() -> FaultyDatabase.create(http, name), 201);
        FaultyDatabase.await(() -> put(http, name), 201);
      }
      for (int i = 0; i < DATABASES; i++) {
        String name = "db" + i;
        FaultyDatabase.await(() -> http.get("/databases/" + name + "/docs?id=a"), 200);
      }
      JsonObject loads = http.adminJson("/admin/debug/databases/loads");
      assertThat(loads.get("OpenFilesLimit").getAsLong()).isEqualTo(FILES);
      assertThat(loads.get("OpenFiles").getAsLong()).isBetween(1L, (long) FILES);
      assertThat(server.console()).contains("files that this process may have open (ulimit -n)");
    }
  }

  @Test
  void connectionsThatTakeAllFilesHarmNoLoadedDatabase() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try (ServerProcess server = start()) {
      Http http = new Http(server);
      for (String name : List.of("loaded", "asleep")) {
        FaultyDatabase.await(() -> FaultyDatabase.create(http, name), 201);
        FaultyDatabase.await(() -> put(http, name), 201);
      }
      http.admin("POST", "/admin/databases/unload", "{\"DatabaseNames\":[\"asleep\"]}");
      connectUntilNoneIsAccepted(server, idle);
      server.awaitLine(line -> line.contains("Too many open files"));
      assertThat(put(http, "loaded").statusCode()).as("on a connection it has").isEqualTo(201);
      HttpResponse<String> refused = http.get("/databases/asleep/docs?id=a");
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(refused.body()).contains("ulimit -n");
      for (Socket socket : idle) {
        socket.close();
      }
      FaultyDatabase.await(() -> http.get("/databases/asleep/docs?id=a"), 200);
      FaultyDatabase.await(() -> new Http(server).get("/databases/loaded/docs?id=a"), 200);
    }
  }

  private static void connectUntilNoneIsAccepted(ServerProcess server, List<Socket> idle)
      throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    try {
      for (int i = 0; i < 10 * FILES; i++) {
        Socket socket = new Socket();
        idle.add(socket);
        socket.connect(address, CONNECT_MILLIS);
      }
    } catch (SocketTimeoutException e) {
      // Those that wait to be accepted fill the kernel's queue.
    }
  }

  private ServerProcess start() throws Exception {
    Path dist = Distribution.copyWithSmallBuffers(folder.resolve("dist"));
    List<String> limited = List.of("sh", "-c", "ulimit -n " + FILES + " && exec \"$0\" \"$@\"");
    return ServerProcess.servingCopy(limited, dist, folder.resolve("data"));
  }

  private static HttpResponse<String> put(Http http, String database) throws Exception {
    return http.send("PUT", "/databases/" + database + "/docs?id=a", "{\"Name\":\"x\"}");
  }
}
