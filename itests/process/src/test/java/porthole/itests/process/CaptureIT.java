// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server says what its threads do. */
class CaptureIT {
  private static final String STACKS = "/admin/debug/threads/stack-trace";

  @TempDir static Path data;
  private static ServerProcess server;
  private static Http http;

  @BeforeAll
  static void startServer() throws Exception {
    server = ServerProcess.serving(data.resolve("server"));
    http = new Http(server);
    http.createDatabase("Watched");
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "jvm", "inprocess"})
  void namesTheThreadThatWritesItsDatabaseRequestAndBundle(String backend) throws Exception {
    select(backend);
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService writer = Executors.newSingleThreadExecutor();
    Future<?> writing = writer.submit(() -> writeUntil(stop));
    try {
      JsonObject capture = Await.until("a capture meets a transaction", this::capturedTransaction);
      JsonObject thread = transactionThread(capture).orElseThrow();
      JsonObject activity = thread.getAsJsonObject("Activity");
      assertThat(activity.get("Database").getAsString()).isEqualTo("Watched");
      assertThat(activity.get("Job").getAsString()).isNotEmpty();
      assertThat(activity.get("RequestId").getAsLong()).isPositive();
      assertThat(activity.get("StartedAt").getAsString()).endsWith("Z");
      assertThat(stackOf(capture, thread)).contains("porthole.storage/");
      assertThat(capture.getAsJsonObject("Capture").get("Backend").getAsString())
          .isEqualTo(backend);
    } finally {
      stop.set(true);
      writing.get();
      writer.shutdown();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"native", "jvm"})
  void leavesNoHelperBehind(String backend) throws Exception {
    select(backend);
    http.adminJson(STACKS);
    Await.untilTrue("the helper has ended", () -> server.helpers().isEmpty());
  }

  @Test
  void takesNoCaptureWithoutTheToken() throws Exception {
    assertThat(http.get(STACKS).statusCode()).isEqualTo(401);
  }

  @Test
  void refusesABackendThatIsNotThereAndKeepsTheOldOne() throws Exception {
    select("inprocess");
    HttpResponse<String> response =
        http.admin("PUT", "/admin/capture/backend", "{\"Name\":\"crystal-ball\"}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Http.json(response).get("Message").getAsString()).contains("crystal-ball");
    assertThat(http.adminJson(STACKS).getAsJsonObject("Capture").get("Backend").getAsString())
        .isEqualTo("inprocess");
  }

  private static void select(String backend) throws Exception {
    HttpResponse<String> response =
        http.admin("PUT", "/admin/capture/backend", "{\"Name\":\"" + backend + "\"}");
    assertThat(response.statusCode()).as(response.body()).isLessThan(300);
  }

  private static Void writeUntil(AtomicBoolean stop) {
    for (int i = 0; !stop.get(); i++) {
      String body =
          "{\"Commands\":[{\"Id\":\"a/" + i + "\",\"Type\":\"PUT\",\"Document\":{\"n\":1}}]}";
      try {
        http.send("POST", "/databases/Watched/bulk_docs", body);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    return null;
  }

  private Optional<JsonObject> capturedTransaction() throws Exception {
    JsonObject capture = http.adminJson(STACKS);
    return transactionThread(capture).map(thread -> capture);
  }

  private static Optional<JsonObject> transactionThread(JsonObject capture) {
    for (JsonElement element : capture.getAsJsonArray("Threads")) {
      JsonObject thread = element.getAsJsonObject();
      JsonElement activity = thread.get("Activity");
      if (activity != null
          && activity.isJsonObject()
          && activity.getAsJsonObject().get("Kind").getAsString().equals("Transaction")
          && stackOf(capture, thread).contains("porthole.storage/")) {
        return Optional.of(thread);
      }
    }
    return Optional.empty();
  }

  /** The merged entry that the thread is in, as text, so that any layout of frames will do. */
  private static String stackOf(JsonObject capture, JsonObject thread) {
    long osId = thread.get("Id").getAsLong();
    long javaId = thread.get("ManagedThreadId").getAsLong();
    for (JsonElement element : capture.getAsJsonArray("Results")) {
      for (JsonElement id : element.getAsJsonObject().getAsJsonArray("ThreadIds")) {
        if (id.getAsLong() == osId || id.getAsLong() == javaId) {
          return element.toString();
        }
      }
    }
    return "";
  }
}
