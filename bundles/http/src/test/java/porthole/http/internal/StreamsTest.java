// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import porthole.indexing.api.IndexingException;

class StreamsTest {
  private final ScriptedIndexing indexing = new ScriptedIndexing();
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
    server.indexing.bind(indexing);
    indexing.summary.indexName = "Auto/Users/Byname";
    indexing.summary.indexTimestamp = Instant.EPOCH;
    server.put("users/1", "{\"name\":\"Ann\"}");
    server.put("users/2", "{\"name\":\"Bob\"}");
    server.put("other/1", "{\"name\":\"Cid\"}");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    assertThat(indexing.open).as("answers that were not closed").isZero();
  }

  @Test
  void streamsAQueryWithItsMembersInTheOrderThatClientsRead() throws Exception {
    indexing.hits = List.of("users/2", "users/deleted-since", "users/1");
    indexing.summary.totalResults = 3;
    indexing.summary.resultEtag = 17;
    String body = "{\"Query\":\"from Users\"}";
    HttpResponse<String> answer = server.send("POST", "/databases/db/streams/queries", body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith(
            "{\"ResultEtag\":17,\"IsStale\":false,\"IndexName\":\"Auto/Users/Byname\","
                + "\"TotalResults\":3,\"IndexTimestamp\":\"1970-01-01T00:00:00.0000000Z\","
                + "\"Results\":[{\"name\":\"Bob\"")
        .contains("},{\"name\":\"Ann\"")
        .endsWith("}}]}");
    assertThat(server.get("/databases/db/streams/queries?query=from%20Users").body())
        .isEqualTo(answer.body());
  }

  @Test
  void aStreamIsNeverInMemoryAsAWhole() throws Exception {
    String filler = "x".repeat(10_000);
    for (int i = 0; i < 300; i++) {
      server.put("users/" + i, "{\"filler\":\"" + filler + "\"}");
    }
    indexing.hits = IntStream.range(0, 300).mapToObj(i -> "users/" + i).toList();
    assertThat(server.get("/databases/db/streams/queries?query=q").body().split("filler", -1))
        .hasSize(301);
    assertThat(
            server.get("/databases/db/streams/docs?startsWith=users/").body().split("filler", -1))
        .hasSize(301);
    assertThat(server.db().largestPiece).isLessThan(2_000_000);
  }

  @Test
  void aMissingIndexIsToldBeforeTheStreamBegins() throws Exception {
    indexing.failure = new IndexingException.IndexDoesNotExist("db", "X");
    assertThat(server.get("/databases/db/streams/queries?query=q").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesWhatAStreamDoesNotBringAlong() throws Exception {
    indexing.summary.includes = List.of("company");
    assertThat(server.get("/databases/db/streams/queries?query=q").statusCode()).isEqualTo(501);
    assertThat(server.get("/databases/db/streams/queries?query=q&debug=entries").statusCode())
        .isEqualTo(501);
  }

  @Test
  void streamsDocumentsOfAPrefixAndNothingElse() throws Exception {
    assertThat(server.get("/databases/db/streams/docs?startsWith=users/&start=1&").body())
        .startsWith("{\"Results\":[{\"name\":\"Bob\"")
        .doesNotContain("Ann", "Cid")
        .endsWith("}}]}");
    assertThat(server.get("/databases/db/streams/docs?startsWith=none/").body())
        .isEqualTo("{\"Results\":[]}");
    assertThat(server.get("/databases/db/streams/docs?pageSize=1").body())
        .contains("Cid")
        .doesNotContain("Ann");
  }

  @Test
  void headOfAStreamSaysWhetherThereIsOne() throws Exception {
    HttpResponse<String> answer =
        server.send(
            server.request("/databases/db/streams/docs").method("HEAD", BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }
}
