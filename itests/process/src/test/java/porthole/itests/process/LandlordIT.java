// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import net.ravendb.client.documents.DocumentStore;
import net.ravendb.client.documents.session.IDocumentSession;
import net.ravendb.client.exceptions.database.DatabaseDisabledException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases are reported on, unloaded and switched off while clients are connected. */
@OneJdkUnlessLong
class LandlordIT {
  @TempDir Path data;

  private static void store(Http http, String database, String id) throws Exception {
    HttpResponse<String> put =
        http.send("PUT", "/databases/" + database + "/docs?id=" + id, "{\"Name\":\"x\"}");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
  }

  private static JsonObject state(Http http, String database) throws Exception {
    for (JsonElement one :
        Http.json(http.get("/studio-tasks/databases/state")).getAsJsonArray("Databases")) {
      if (one.getAsJsonObject().get("Name").getAsString().equals(database)) {
        return one.getAsJsonObject();
      }
    }
    throw new AssertionError("no state of " + database);
  }

  private static String names(String... databases) {
    return "{\"DatabaseNames\":[\"" + String.join("\",\"", databases) + "\"]}";
  }

  @Test
  void reportsAnswerForEveryDatabaseAndWakeNone() throws Exception {
    try (ServerProcess server = ServerProcess.serving(data)) {
      Http http = new Http(server);
      http.createDatabase("loaded");
      http.createDatabase("asleep");
      store(http, "loaded", "a");
      store(http, "asleep", "a");
      store(http, "asleep", "b");
      HttpResponse<String> unloaded =
          http.admin("POST", "/admin/databases/unload", names("asleep"));
      assertThat(unloaded.body()).contains("\"Name\":\"asleep\",\"Success\":true,\"Reason\":null");
      assertThat(Http.json(http.get("/databases")).getAsJsonArray("Databases")).hasSize(2);
      assertThat(http.get("/debug/is-loaded?name=asleep").body()).contains("\"IsLoaded\":false");
      JsonObject idle = http.adminJson("/admin/debug/databases/idle?name=loaded");
      assertThat(idle.toString()).contains("It was used 0 s ago");
      JsonObject asleep = state(http, "asleep");
      assertThat(asleep.get("State").getAsString()).isEqualTo("UNLOADED");
      assertThat(asleep.get("DocumentsCount").getAsLong()).isEqualTo(2);
      assertThat(asleep.get("AsOf").getAsString()).startsWith("20");
      assertThat(state(http, "loaded").get("DatabaseStatus").getAsString()).isEqualTo("Online");
      assertThat(http.get("/databases/asleep/docs?id=b").statusCode()).isEqualTo(200);
      assertThat(state(http, "asleep").get("State").getAsString()).isEqualTo("LOADED");
    }
  }

  @Test
  void afterACrashTheReportSaysThatItMayBeOld() throws Exception {
    try (ServerProcess server = ServerProcess.serving(data)) {
      Http http = new Http(server);
      http.createDatabase("db");
      store(http, "db", "a");
      assertThat(http.admin("POST", "/admin/databases/unload", names("db")).statusCode())
          .isEqualTo(200);
      store(http, "db", "b");
      server.kill();
    }
    try (ServerProcess server = ServerProcess.serving(data)) {
      Http http = new Http(server);
      JsonObject state = state(http, "db");
      assertThat(state.get("State").getAsString()).isEqualTo("UNLOADED");
      assertThat(state.get("DocumentsCount").getAsLong()).isBetween(1L, 2L);
      assertThat(state.get("EndedWithoutUnload").getAsBoolean()).isTrue();
      assertThat(http.get("/databases/db/docs?id=b").statusCode()).isEqualTo(200);
      assertThat(state(http, "db").get("DocumentsCount").getAsLong()).isEqualTo(2);
    }
  }

  @Test
  void aDatabaseThatIsSwitchedOffSaysSoToTheOfficialClient() throws Exception {
    try (ServerProcess server = ServerProcess.serving(data);
        DocumentStore store = new DocumentStore(server.url(), "db")) {
      Http http = new Http(server);
      http.createDatabase("db");
      store(http, "db", "a");
      store.initialize();
      assertThat(http.send("POST", "/admin/databases/disable", names("db")).body())
          .contains("\"Name\":\"db\",\"Success\":true");
      assertThatThrownBy(
              () -> {
                try (IDocumentSession session = store.openSession()) {
                  session.load(Object.class, "a");
                }
              })
          .hasStackTraceContaining(DatabaseDisabledException.class.getSimpleName());
      assertThat(http.send("POST", "/admin/databases/enable", names("db")).statusCode())
          .isEqualTo(200);
      try (IDocumentSession session = store.openSession()) {
        assertThat(session.load(Object.class, "a")).isNotNull();
      }
    }
  }

  @Test
  void anUnloadWaitsForALongAnswer() throws Exception {
    try (ServerProcess server = ServerProcess.serving(data)) {
      Http http = new Http(server);
      http.createDatabase("db");
      String big = "{\"Text\":\"" + "x".repeat(1 << 20) + "\"}";
      for (int i = 0; i < 64; i++) {
        http.send("PUT", "/databases/db/docs?id=big/" + i, big);
      }
      HttpResponse<InputStream> slow =
          HttpClient.newHttpClient()
              .send(
                  http.request("GET", "/databases/db/docs?startsWith=big/&pageSize=64", "").build(),
                  BodyHandlers.ofInputStream());
      try (InputStream answer = slow.body()) {
        assertThat(answer.readNBytes(1 << 20)).hasSize(1 << 20);
        CompletableFuture<HttpResponse<String>> unload =
            CompletableFuture.supplyAsync(() -> unload(http));
        while (!state(http, "db").get("State").getAsString().equals("UNLOADING")) {
          Thread.onSpinWait();
        }
        assertThat(state(http, "db").get("Doing").getAsString()).contains("1 uses");
        assertThat(answer.readAllBytes().length).isGreaterThan(60 << 20);
        assertThat(unload.join().body()).contains("\"Reason\":null");
      }
    }
  }

  private static HttpResponse<String> unload(Http http) {
    try {
      return http.admin("POST", "/admin/databases/unload", names("db"));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
