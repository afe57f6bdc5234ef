// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import porthole.indexing.api.IndexingException;

class MultiGetTest {
  private final ScriptedIndexing indexing = new ScriptedIndexing();
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
    server.indexing.bind(indexing);
    server.put("users/1", "{\"name\":\"Ann\"}");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    assertThat(indexing.open).as("answers that were not closed").isZero();
  }

  private HttpResponse<String> send(String... requests) throws Exception {
    return server.send(
        "POST", "/databases/db/multi_get", "{\"Requests\":[" + String.join(",", requests) + "]}");
  }

  private JsonArray results(String... requests) throws Exception {
    HttpResponse<String> answer = send(requests);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("{\"Results\":[");
    JsonObject body = JsonParser.parseString(answer.body()).getAsJsonObject();
    assertThat(body.keySet()).containsExactly("Results");
    JsonArray results = body.getAsJsonArray("Results");
    for (int i = 0; i < results.size(); i++) {
      assertThat(results.get(i).getAsJsonObject().keySet())
          .containsExactlyInAnyOrder("StatusCode", "Headers", "Result");
    }
    return results;
  }

  private static String load(String id) {
    return load(id, "");
  }

  private static String load(String id, String headers) {
    return "{\"Url\":\"/databases/db/docs\",\"Query\":\"?&id="
        + id
        + "\",\"Method\":null,\"Headers\":{"
        + headers
        + "},\"Content\":null}";
  }

  private static String query(String content) {
    return "{\"Url\":\"/databases/DB/queries\",\"Query\":\"?queryHash=7\",\"Method\":\"POST\","
        + "\"Headers\":{},\"Content\":"
        + content
        + "}";
  }

  private static int status(JsonArray results, int i) {
    return results.get(i).getAsJsonObject().get("StatusCode").getAsInt();
  }

  private static String result(JsonArray results, int i) {
    return results.get(i).getAsJsonObject().get("Result").toString();
  }

  @Test
  void saysNothingNewOfWhatAClientKnowsIsMissing() throws Exception {
    String known = "\"If-None-Match\":\"404 Response\"";
    JsonArray results = results(load("users/none", known), load("users/1", known));
    assertThat(status(results, 0)).isEqualTo(304);
    assertThat(result(results, 0)).isEqualTo("null");
    assertThat(status(results, 1)).isEqualTo(200);
  }

  @Test
  void answersEachRequestInItsPlace() throws Exception {
    indexing.hits = List.of("users/1");
    JsonArray results =
        results(
            query("{\"Query\":\"from Users\"}"),
            load("users/1"),
            load("users/none"),
            query("\"{\\\"Query\\\":\\\"from Others\\\"}\""));
    assertThat(results).hasSize(4);
    assertThat(status(results, 0)).isEqualTo(200);
    assertThat(result(results, 0)).contains("\"Results\":[{\"name\":\"Ann\"");
    assertThat(status(results, 1)).isEqualTo(200);
    assertThat(result(results, 1)).contains("\"Results\":[{\"name\":\"Ann\"");
    assertThat(
            results.get(1).getAsJsonObject().getAsJsonObject("Headers").get("ETag").getAsString())
        .isEqualTo('"' + server.db().get("users/1").changeVector() + '"');
    assertThat(status(results, 2)).isEqualTo(404);
    assertThat(result(results, 2)).isEqualTo("null");
    assertThat(indexing.requests).extracting("text").containsExactly("from Users", "from Others");
  }

  @Test
  void aFailureStaysInItsPlace() throws Exception {
    indexing.failure = new IndexingException.InvalidQuery("no such thing");
    JsonArray results = results(query("{\"Query\":\"q\"}"), load("users/1"), query("null"));
    assertThat(status(results, 0)).isEqualTo(400);
    assertThat(result(results, 0)).contains("InvalidQueryException", "no such thing");
    assertThat(status(results, 1)).isEqualTo(200);
    assertThat(status(results, 2)).isEqualTo(400);
  }

  @Test
  void whatTheClientHasIsNotSentAgain() throws Exception {
    String tag = server.db().get("users/1").changeVector();
    JsonArray results = results(load("users/1", "\"if-none-match\":\"\\\"" + tag + "\\\"\""));
    assertThat(status(results, 0)).isEqualTo(304);
    assertThat(result(results, 0)).isEqualTo("null");
  }

  @Test
  void longAnswersArePassedOnAsTheyAreMade() throws Exception {
    String filler = "x".repeat(10_000);
    StringBuilder ids = new StringBuilder("{\"Ids\":[\"users/0\"");
    for (int i = 0; i < 150; i++) {
      server.put("users/" + i, "{\"filler\":\"" + filler + "\"}");
      ids.append(",\"users/").append(i).append('"');
    }
    String load =
        "{\"Url\":\"/databases/db/docs\",\"Query\":\"\",\"Method\":\"POST\",\"Content\":"
            + ids
            + "]}}";
    JsonArray results = results(load("users/1"), load, load("users/2"));
    assertThat(results).hasSize(3);
    assertThat(result(results, 1).split("\"filler\"", -1)).hasSize(152);
    assertThat(result(results, 2)).contains("filler");
  }

  @Test
  void onlyReadsOfTheSameDatabaseMayBeWithin() throws Exception {
    JsonArray results =
        results(
            "{\"Url\":\"/admin/databases\",\"Query\":\"?name=db\",\"Method\":\"GET\"}",
            "{\"Url\":\"/databases/other/docs\",\"Query\":\"?id=1\",\"Method\":\"GET\"}",
            "{\"Url\":\"/databases/db/docs\",\"Query\":\"?id=users/1\",\"Method\":\"DELETE\"}",
            "{\"Url\":\"/databases/db/bulk_docs\",\"Method\":\"POST\",\"Content\":{\"Commands\":[]}}",
            "{\"Url\":\"/databases/db/multi_get\",\"Method\":\"POST\",\"Content\":{}}",
            "{\"Url\":\"/databases/db/no/such/route\",\"Method\":\"GET\"}",
            load("users/1"));
    for (int i = 0; i < 5; i++) {
      assertThat(status(results, i)).isEqualTo(400);
    }
    assertThat(status(results, 5)).isEqualTo(501);
    assertThat(status(results, 6)).isEqualTo(200);
  }

  @Test
  void refusesWhatIsNoListOfRequests() throws Exception {
    assertThat(server.send("POST", "/databases/db/multi_get", "{}").statusCode()).isEqualTo(400);
    assertThat(send("{\"Url\":\"docs\"}").statusCode()).isEqualTo(400);
    assertThat(send((load("users/1") + ",").repeat(1024) + load("users/1")).body())
        .contains("more than 1024 requests");
    assertThat(results()).isEmpty();
  }
}
