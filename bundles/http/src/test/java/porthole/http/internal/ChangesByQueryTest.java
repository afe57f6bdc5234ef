// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.UpdateQuery.Load;
import porthole.storage.api.DocumentCommand;

@Timeout(60)
class ChangesByQueryTest {
  private final ScriptedIndexing indexing = new ScriptedIndexing();
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
    server.indexing.bind(indexing);
  }

  @AfterEach
  void stop() throws Exception {
    server.byQuery.stop();
    server.close();
  }

  @Test
  void aScriptRunsOnEachDocumentFound() throws Exception {
    fill(300);
    server.put("other", "{\"n\":1}");
    HttpResponse<String> begun =
        patch("?allowStale=false", "this.n = twice(u.n) + $by + args.by; u.id = id(this)");

    assertThat(begun.statusCode()).isEqualTo(200);
    assertThat(begun.body()).isEqualTo("{\"OperationId\":1,\"OperationNodeTag\":\"A\"}");
    JsonObject ended = ended(1);
    assertThat(ended.get("Status").getAsString()).isEqualTo("Completed");
    assertThat(ended.getAsJsonObject("Progress"))
        .hasToString("{\"Processed\":300,\"Total\":300,\"BatchesProcessed\":3}");
    assertThat(ended.getAsJsonObject("Result"))
        .hasToString(
            "{\"$type\":\"Raven.Client.Documents.Operations.BulkOperationResult, Raven.Client\","
                + "\"Total\":300,\"DocumentsProcessed\":300,\"Message\":\"Processed 300"
                + " documents.\"}");
    assertThat(body("d/7")).isEqualTo("{\"n\":20,\"id\":\"d/7\"}");
    assertThat(body("other")).isEqualTo("{\"n\":1}");
    assertThat(indexing.open).isZero();
    assertThat(indexing.requests.get(0).staleness()).isEqualTo(Duration.ofSeconds(15));
    assertThat(server.activities.begun).contains("OTHER patch by query in db");
  }

  @Test
  void aScriptSeesWhatTheQueryLoads() throws Exception {
    server.put("c/1", "{\"name\":\"ACME\",\"boss\":\"p/1\"}");
    server.put("p/1", "{\"name\":\"Ann\"}");
    server.put("d/1", "{\"of\":\"c/1\",\"x'y\":[{\"p\":\"p/1\"},{\"p\":\"p/2\"},{}]}");
    indexing.hits = List.of("d/1");
    indexing.loads =
        List.of(
            new Load("c", null, List.of("of"), false),
            new Load("b", "c", List.of("boss"), false),
            new Load("ps", null, List.of("x'y", "p"), true),
            new Load("none", null, List.of("nowhere", "at", "all"), false));
    patch("", "this.is = [u.of, c.name, b.name, ps.length, ps[0].name, ps[1], none]");

    assertThat(ended(1).get("Status").getAsString()).isEqualTo("Completed");
    assertThat(body("d/1")).endsWith("\"is\":[\"c/1\",\"ACME\",\"Ann\",2,\"Ann\",null,null]}");
  }

  @Test
  void whatIsFoundIsDeleted() throws Exception {
    fill(1000);
    server.put("other", "{}");
    String query = "{\"Query\":\"from D\",\"QueryParameters\":null}";
    server.send("DELETE", "/databases/db/queries?allowStale=True&details=False", query);

    assertThat(ended(1).get("Status").getAsString()).isEqualTo("Completed");
    assertThat(server.db().stats().documents).isEqualTo(1);
    assertThat(indexing.requests.get(0).staleness()).isZero();
  }

  @Test
  void aScriptThatFailsEndsTheOperation() throws Exception {
    fill(200);
    patch("", "if (u.n == 150) throw 'no'; this.n = -1");

    JsonObject ended = ended(1);
    assertThat(ended.get("Status").getAsString()).isEqualTo("Faulted");
    assertThat(ended.getAsJsonObject("Result").get("Type").getAsString())
        .isEqualTo("Raven.Client.Exceptions.Documents.Patching.JavaScriptException");
    assertThat(body("d/1")).isEqualTo("{\"n\":-1}");
    assertThat(body("d/149")).isEqualTo("{\"n\":149}");
  }

  @Test
  void whatIsNoScriptIsRefusedAtOnce() throws Exception {
    HttpResponse<String> refused = patch("", "this.n = ;");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("JavaScriptException");
  }

  @Test
  void aQueryThatFailsEndsTheOperation() throws Exception {
    indexing.failure = new IndexingException.StillStale("It has not caught up.");
    patch("?staleTimeout=00:00:01", "this.n = 1");

    JsonObject ended = ended(1);
    assertThat(ended.get("Status").getAsString()).isEqualTo("Faulted");
    assertThat(ended.getAsJsonObject("Result").get("Message").getAsString())
        .isEqualTo("It has not caught up.");
    assertThat(indexing.requests.get(0).staleness()).isEqualTo(Duration.ofSeconds(1));
  }

  /** Returns once the first of many documents is being patched. */
  private void beginPatching(String options, String script) throws Exception {
    fill(1000);
    CountDownLatch first = new CountDownLatch(1);
    server.db().disturbance = first::countDown;
    patch(options, script);
    first.await();
  }

  @Test
  void anOperationCanBeKilledBetweenDocuments() throws Exception {
    beginPatching("?maxOpsPerSec=1", "this.n = -1");
    server.send("POST", "/databases/db/operations/kill?id=1", "");

    assertThat(ended(1).get("Status").getAsString()).isEqualTo("Canceled");
    assertThat(body("d/999")).isEqualTo("{\"n\":999}");
  }

  @Test
  void anOperationThatRunsIsRememberedHoweverManyFollow() throws Exception {
    beginPatching("?maxOpsPerSec=1", "this.n = -1");
    for (int i = 0; i < 1100; i++) {
      server.get("/databases/db/operations/next-operation-id");
    }
    assertThat(server.get("/databases/db/operations/state?id=2").statusCode()).isEqualTo(404);
    server.send("POST", "/databases/db/operations/kill?id=1", "");
    assertThat(ended(1).get("Status").getAsString()).isEqualTo("Canceled");
  }

  @Test
  void stoppingTheApiEndsOperationsAndSaysHowFarTheyCame() throws Exception {
    beginPatching("", "this.n = -1; for (var i = 0; i < 10000; i++);");
    server.byQuery.stop();

    assertThat(ended(1).getAsJsonObject("Result").get("Message").getAsString())
        .contains("stopped or replaced after")
        .contains("of 1000 documents");
    assertThat(server.byQuery.await(Duration.ofSeconds(10))).isTrue();
  }

  private void fill(int documents) {
    List<DocumentCommand> commands =
        IntStream.range(0, documents).mapToObj(ChangesByQueryTest::command).toList();
    server.db().execute(commands);
    indexing.hits = IntStream.range(0, documents).mapToObj(i -> "d/" + i).toList();
  }

  private static DocumentCommand command(int i) {
    byte[] body = ("{\"n\":" + i + "}").getBytes(UTF_8);
    return new DocumentCommand.Put("d/" + i, null, "D", "{}".getBytes(UTF_8), body);
  }

  private HttpResponse<String> patch(String options, String script) throws Exception {
    String query = "from D as u update { " + script + " }";
    String body =
        new com.google.gson.Gson()
            .toJson(Map.of("Query", Map.of("Query", query, "QueryParameters", Map.of("by", 3))));
    return server.send("PATCH", "/databases/db/queries" + options, body);
  }

  private JsonObject ended(long id) throws Exception {
    while (true) {
      String state = server.get("/databases/db/operations/state?id=" + id).body();
      JsonObject operation = JsonParser.parseString(state).getAsJsonObject();
      if (!operation.get("Status").getAsString().equals("InProgress")) {
        return operation;
      }
      Thread.onSpinWait();
    }
  }

  private String body(String id) {
    return new String(server.db().get(id).body(), UTF_8);
  }
}
