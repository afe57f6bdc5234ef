// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import porthole.indexing.api.RunningQuery;

class RunningQueriesTest {
  private static final String DEBUG = "/databases/db/debug/queries/";

  private final ScriptedIndexing indexing = new ScriptedIndexing();
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
    server.indexing.bind(indexing);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    assertThat(indexing.open).as("answers that were not closed").isZero();
  }

  private void running(long id, String database) {
    RunningQuery query = new RunningQuery();
    query.id = id;
    query.database = database;
    query.indexName = "Auto/Users/Byname";
    query.text = "from Users where name = $p";
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("p", Arrays.asList("x", 5L, null, Map.of("y", 1.5)));
    query.parameters = parameters;
    query.startedAt = Instant.EPOCH;
    query.duration = Duration.ofMillis(1234);
    indexing.running.add(query);
  }

  @Test
  void showsTheQueriesOfADatabaseByTheirIndexes() throws Exception {
    running(4, "db");
    running(5, "other");
    String shown =
        "{\"Auto/Users/Byname\":[{\"QueryId\":4,\"IndexName\":\"Auto/Users/Byname\","
            + "\"StartTime\":\"1970-01-01T00:00:00.0000000Z\",\"DurationInMs\":1234,"
            + "\"State\":\"Running\",\"QueryInfo\":{\"Query\":\"from Users where name = $p\","
            + "\"QueryParameters\":{\"p\":[\"x\",5,null,{\"y\":1.5}]}}}]}";
    assertThat(server.get(DEBUG + "running").body()).isEqualTo(shown);
    assertThat(server.get("/debug/queries/running").body())
        .startsWith("{\"db\":" + shown + ",\"other\":{\"Auto/Users/Byname\":[{\"QueryId\":5,");
  }

  @Test
  void killsAQueryOnlyByPost() throws Exception {
    running(4, "db");
    running(5, "other");
    assertThat(server.get(DEBUG + "kill?id=4").statusCode()).isEqualTo(405);
    assertThat(indexing.running.get(0).killed).isFalse();
    assertThat(server.send("POST", DEBUG + "kill?indexName=x&id=4", "").statusCode())
        .isEqualTo(204);
    assertThat(indexing.running.get(0).killed).isTrue();
    assertThat(server.get(DEBUG + "running").body()).contains("\"State\":\"Killed\"");
    HttpResponse<String> others = server.send("POST", DEBUG + "kill?id=5", "");
    assertThat(others.statusCode()).isEqualTo(404);
    assertThat(others.body()).contains("No query 5 runs in database 'db'");
    assertThat(server.send("POST", DEBUG + "kill", "").statusCode()).isEqualTo(400);
  }

  @Test
  void aDatabaseThatIsNotThereHasNoQueries() throws Exception {
    HttpResponse<String> answer = server.get("/databases/none/debug/queries/running");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Database-Missing")).contains("none");
  }

  @Test
  void aQueryThatIsKilledBeforeItsAnswerHasBegunSaysSo() throws Exception {
    server.put("users/1", "{\"name\":\"Ann\"}");
    indexing.hits = List.of("users/1");
    indexing.looks = 0;
    HttpResponse<String> answer = server.get("/databases/db/queries?query=q");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("The query was killed.");
  }

  @Test
  void aQueryThatIsKilledLaterBreaksTheConnection() throws Exception {
    String filler = "x".repeat(10_000);
    for (int i = 0; i < 300; i++) {
      server.put("users/" + i, "{\"filler\":\"" + filler + "\"}");
    }
    indexing.hits = IntStream.range(0, 300).mapToObj(i -> "users/" + i).toList();
    indexing.looks = 2;
    assertThatThrownBy(() -> server.get("/databases/db/streams/queries?query=q"))
        .isInstanceOf(IOException.class);
  }
}
