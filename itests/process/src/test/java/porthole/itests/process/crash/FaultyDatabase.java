// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import porthole.itests.process.Await;
import porthole.itests.process.Http;

/** A database whose files go wrong, and what it has acknowledged. */
final class FaultyDatabase {
  private static final String TEXT = "x".repeat(4000);

  private final Http http;
  private final String name;
  private final Path directory;
  private int written;

  /** Creates it. */
  FaultyDatabase(Http http, Path data, String name) throws Exception {
    this.http = http;
    this.name = name;
    await(() -> create(http, name), 201);
    write(1);
    try (Stream<Path> directories = Files.list(data.resolve("databases"))) {
      directory =
          directories
              .filter(path -> path.getFileName().toString().startsWith(name + "-"))
              .findFirst()
              .orElseThrow();
    }
  }

  static HttpResponse<String> create(Http http, String name) throws Exception {
    return http.send(
        "PUT",
        "/admin/databases?name=" + name + "&replicationFactor=1",
        "{\"DatabaseName\":\"" + name + "\"}");
  }

  /** Asks again until the answer has that status. */
  static void await(Callable<HttpResponse<String>> request, int status) throws Exception {
    HttpResponse<String> last = null;
    try {
      Await.untilTrue("the status is " + status, () -> request.call().statusCode() == status);
    } catch (AssertionError e) {
      last = request.call();
      throw new AssertionError(last.statusCode() + " " + last.body(), e);
    }
  }

  Path directory() {
    return directory;
  }

  private HttpResponse<String> put(int number) throws Exception {
    return http.send(
        "PUT",
        "/databases/" + name + "/docs?id=d/" + number,
        "{\"Number\":" + number + ",\"Text\":\"" + TEXT + "\"}");
  }

  HttpResponse<String> get(int number) throws Exception {
    return http.get("/databases/" + name + "/docs?id=d/" + number);
  }

  /** Writes documents, each by itself. */
  void write(int documents) throws Exception {
    for (int i = 0; i < documents; i++) {
      HttpResponse<String> put = put(written);
      assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
      written++;
    }
  }

  /** Writes until it takes no more; the error. */
  JsonObject writeUntilRefused() throws Exception {
    HttpResponse<String> put = put(written);
    while (put.statusCode() == 201) {
      written++;
      put = put(written);
    }
    assertThat(put.statusCode()).as(put.body()).isEqualTo(503);
    assertThat(put.headers().firstValue("Retry-After")).isPresent();
    JsonObject error = Http.json(put);
    assertThat(error.keySet()).contains("Url", "Type", "Message", "Error");
    return error;
  }

  /** Until a write is taken, without a restart. */
  void awaitWritable() throws Exception {
    await(() -> put(written), 201);
    written++;
  }

  /** Everything that was acknowledged. */
  void assertAllThere() throws Exception {
    await(() -> get(0), 200);
    HttpResponse<String> all =
        http.get("/databases/" + name + "/docs?startsWith=d/&pageSize=100000&metadataOnly=true");
    assertThat(Http.json(all).getAsJsonArray("Results").size())
        .as(all.body())
        .isGreaterThanOrEqualTo(written);
  }

  void unload() throws Exception {
    HttpResponse<String> unloaded =
        http.admin("POST", "/admin/databases/unload", "{\"DatabaseNames\":[\"" + name + "\"]}");
    assertThat(unloaded.body()).contains("\"Success\":true");
  }

  /** The reports say so, and why. */
  void assertFailed(String why) throws Exception {
    JsonObject state = state().orElseThrow();
    assertThat(state.get("State").getAsString()).isEqualTo("FAILED");
    assertThat(state.get("LoadError").getAsString()).contains(why);
  }

  private Optional<JsonObject> state() throws Exception {
    JsonObject states = Http.json(http.get("/studio-tasks/databases/state?name=" + name));
    return states.getAsJsonArray("Databases").asList().stream()
        .map(one -> one.getAsJsonObject())
        .findFirst();
  }
}
