// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client was told is stored is there after a crash, and batches are there whole. */
class CrashIT {
  private static final int WRITERS = 8;
  private static final int DOCUMENTS_A_BATCH = 20;
  private static final int BATCHES_BEFORE_THE_CRASH = 200;

  @TempDir Path data;

  @Test
  void everyAcknowledgedBatchSurvivesAKillWhole() throws Exception {
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    CountDownLatch enough = new CountDownLatch(BATCHES_BEFORE_THE_CRASH);
    ServerProcess server = ServerProcess.serving(data.resolve("server"));
    Http http = new Http(server);
    http.createDatabase("crash");
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    List<Future<?>> ends =
        IntStream.range(0, WRITERS)
            .<Future<?>>mapToObj(
                w -> writers.submit(() -> write(http, "w" + w, acknowledged, enough)))
            .toList();
    enough.await();
    server.kill();
    for (Future<?> end : ends) {
      end.get();
    }
    writers.shutdown();
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BATCHES_BEFORE_THE_CRASH);

    try (ServerProcess again = ServerProcess.serving(data.resolve("server"))) {
      Http reader = new Http(again);
      for (String batch : acknowledged) {
        assertThat(documentsOf(reader, batch)).as(batch).isEqualTo(DOCUMENTS_A_BATCH);
      }
      assertThat(allDocuments(reader) % DOCUMENTS_A_BATCH)
          .as("no batch, acknowledged or not, is there in part")
          .isZero();
    }
  }

  /** Writes batch after batch until the server is gone. */
  private static void write(
      Http http, String writer, Queue<String> acknowledged, CountDownLatch enough) {
    for (int i = 0; ; i++) {
      String batch = writer + "-" + i + "/";
      HttpResponse<String> response;
      try {
        response = http.send("POST", "/databases/crash/bulk_docs", commands(batch));
      } catch (Exception e) {
        return;
      }
      if (response.statusCode() != 201) {
        throw new AssertionError(response.statusCode() + response.body());
      }
      acknowledged.add(batch);
      enough.countDown();
    }
  }

  private static String commands(String batch) {
    JsonArray commands = new JsonArray();
    for (int i = 0; i < DOCUMENTS_A_BATCH; i++) {
      JsonObject document = new JsonObject();
      document.addProperty("Number", i);
      JsonObject command = new JsonObject();
      command.addProperty("Id", batch + i);
      command.addProperty("Type", "PUT");
      command.add("Document", document);
      commands.add(command);
    }
    JsonObject body = new JsonObject();
    body.add("Commands", commands);
    return body.toString();
  }

  private static int documentsOf(Http http, String batch) throws Exception {
    HttpResponse<String> response =
        http.get("/databases/crash/docs?startsWith=" + batch + "&pageSize=100");
    int found = 0;
    for (JsonElement document : Http.json(response).getAsJsonArray("Results")) {
      assertThat(document.getAsJsonObject().has("Number")).isTrue();
      found++;
    }
    return found;
  }

  private static long allDocuments(Http http) throws Exception {
    return Http.json(http.get("/databases/crash/stats")).get("CountOfDocuments").getAsLong();
  }
}
