// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.QueryRequest;

class QueriesTest {
  private final ScriptedIndexing indexing = new ScriptedIndexing();
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
    server.indexing.bind(indexing);
    indexing.summary.indexName = "Auto/Users/Byname";
    indexing.summary.indexTimestamp = Instant.EPOCH;
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    assertThat(indexing.open).as("answers that were not closed").isZero();
  }

  private HttpResponse<String> query(String body) throws Exception {
    return server.send("POST", "/databases/db/queries?queryHash=1", body);
  }

  private QueryRequest asked(String body) throws Exception {
    assertThat(query(body).statusCode()).isEqualTo(200);
    return indexing.requests.get(indexing.requests.size() - 1);
  }

  @Test
  void answersWithTheDocumentsThatWereFound() throws Exception {
    server.put("users/1", "{\"name\":\"Ann\",\"@metadata\":{\"@collection\":\"Users\"}}");
    indexing.hits = List.of("users/1", "users/deleted-since");
    indexing.summary.totalResults = 2;
    indexing.summary.resultEtag = 17;
    HttpResponse<String> answer = query("{\"Query\":\"from Users\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("ETag")).contains("\"17\"");
    assertThat(answer.body())
        .startsWith("{\"TotalResults\":2,\"LongTotalResults\":2,")
        .contains("\"IndexName\":\"Auto/Users/Byname\"")
        .contains("\"IndexTimestamp\":\"1970-01-01T00:00:00.0000000Z\"")
        .contains("\"IsStale\":false,\"ResultEtag\":17,\"NodeTag\":\"A\",\"IncludedPaths\":[]")
        .contains("\"Results\":[{\"name\":\"Ann\",\"@metadata\":{\"@collection\":\"Users\"")
        .endsWith("}}],\"SkippedResults\":0,\"Includes\":{}}");
  }

  @Test
  void readsTheQuery() throws Exception {
    QueryRequest request =
        asked(
            "{\"Query\":\"from Users where a ="
                + " $p\",\"QueryParameters\":{\"p\":\"x\",\"l\":[1,2.5,null],"
                + "\"o\":{\"k\":true}},\"WaitForNonStaleResults\":true,"
                + "\"WaitForNonStaleResultsTimeout\":\"1.02:03:04.5000000\",\"Other\":[{}]}");
    assertThat(request.text()).isEqualTo("from Users where a = $p");
    assertThat(request.parameters()).hasToString("{p=x, l=[1, 2.5, null], o={k=true}}");
    assertThat(request.staleness()).isEqualTo(Duration.parse("P1DT2H3M4.5S"));
    assertThat(asked("{\"Query\":\"q\",\"WaitForNonStaleResults\":true}").staleness())
        .isEqualTo(Duration.ofSeconds(15));
    assertThat(asked("{\"Query\":\"q\",\"QueryParameters\":null}").staleness()).isZero();
  }

  @Test
  void takesAQueryFromTheUrl() throws Exception {
    assertThat(server.get("/databases/db/queries?query=from%20Users").statusCode()).isEqualTo(200);
    assertThat(indexing.requests.get(0).text()).isEqualTo("from Users");
    assertThat(server.get("/databases/db/queries").statusCode()).isEqualTo(400);
  }

  @Test
  void saysWhichIndexesWouldAnswer() throws Exception {
    HttpResponse<String> answer =
        server.send("POST", "/databases/db/queries?debug=explain", "{\"Query\":\"from Users\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"Results\":[{\"Index\":\"Auto/Users/Byname\","
                + "\"Reason\":\"It holds \\\"all\\\".\"}]}");
    assertThat(indexing.requests.get(0).text()).isEqualTo("from Users");
  }

  @Test
  void asksForEntriesAsTheIndexHoldsThem() throws Exception {
    assertThat(server.get("/databases/db/queries?query=x&debug=entries").statusCode())
        .isEqualTo(200);
    assertThat(indexing.requests.get(0).options().entries).isTrue();
  }

  @Test
  void saysWhatCannotBeDebugged() throws Exception {
    HttpResponse<String> answer = server.get("/databases/db/queries?query=x&debug=graph");
    assertThat(answer.statusCode()).isEqualTo(501);
    assertThat(answer.body()).contains("debug=graph");
  }

  @Test
  void aClientThatHasTheAnswerIsNotSentItAgain() throws Exception {
    indexing.summary.resultEtag = 17;
    HttpResponse<String> answer =
        server.send(
            server.request("/databases/db/queries?query=x").header("If-None-Match", "\"17\""));
    assertThat(answer.statusCode()).isEqualTo(304);
  }

  @Test
  void sendsIncludedDocumentsOnce() throws Exception {
    server.put("c/1", "{\"name\":\"ACME\"}");
    server.put("o/1", "{\"company\":\"c/1\"}");
    server.put("o/2", "{\"company\":\"C/1\"}");
    indexing.hits = List.of("o/1", "o/2");
    indexing.summary.includes = List.of("company");
    assertThat(query("{\"Query\":\"q\"}").body())
        .contains("\"IncludedPaths\":[\"company\"]")
        .containsOnlyOnce("ACME")
        .contains("\"Includes\":{\"c/1\":{\"name\":\"ACME\"");
  }

  @Test
  void saysHowMuchAFilterHasLookedAt() throws Exception {
    indexing.summary.scannedResults = 7L;
    assertThat(query("{\"Query\":\"from x filter y\"}").body())
        .endsWith("\"SkippedResults\":0,\"ScannedResults\":7,\"Includes\":{}}");
  }

  @Test
  void sendsWhatTheDocumentsOfProjectionsInclude() throws Exception {
    server.put("c/1", "{\"name\":\"ACME\"}");
    server.put("o/1", "{\"company\":\"c/1\",\"self\":\"o/1\"}");
    indexing.hits = List.of("o/1");
    indexing.summary.includes = List.of("company", "self");
    indexing.projection = true;
    String includes = "\"Includes\":{\"c/1\":{\"name\":\"ACME\"";
    assertThat(query("{\"Query\":\"q\"}").body()).contains(includes).contains("\"self\":\"o/1\"");
    indexing.results.put("o/1", "{\"Only\":1}");
    indexing.ofDocuments = true;
    assertThat(query("{\"Query\":\"q\"}").body()).contains(includes);
  }

  @Test
  void sendsWhatResultsOfNoDocumentInclude() throws Exception {
    server.put("c/1", "{\"name\":\"ACME\"}");
    indexing.hits = List.of("a");
    indexing.results.put("a", "{\"company\":\"c/1\"}");
    indexing.summary.includes = List.of("company");
    assertThat(query("{\"Query\":\"q\"}").body())
        .contains("\"Includes\":{\"c/1\":{\"name\":\"ACME\"");
  }

  @Test
  void sendsWhatComesAlongBesides() throws Exception {
    server.put("c/1", "{\"name\":\"ACME\"}");
    indexing.summary.includedIds = List.of("C/1");
    indexing.extras.put("Explanations", "{\"o/1\":[\"so\"]}".getBytes(UTF_8));
    assertThat(query("{\"Query\":\"q\"}").body())
        .contains("\"Includes\":{\"c/1\":{\"name\":\"ACME\"")
        .endsWith("},\"Explanations\":{\"o/1\":[\"so\"]}}");
  }

  @Test
  void whatIsWorkedOutHasNoMetadata() throws Exception {
    indexing.hits = List.of("a");
    indexing.results.put("a", "{\"Name\":\"facet\"}");
    indexing.computed = true;
    assertThat(query("{\"Query\":\"q\"}").body()).contains("\"Results\":[{\"Name\":\"facet\"}],");
  }

  @Test
  void saysHowWellADocumentFits() throws Exception {
    server.put("o/1", "{}");
    indexing.hits = List.of("o/0", "o/1");
    assertThat(query("{\"Query\":\"q\"}").body()).contains("\"@index-score\":0.0}}]");
  }

  @Test
  void aDocumentThatIsAtHandIsNotReadAgain() throws Exception {
    server.put("users/1", "{\"name\":\"Ann\"}");
    indexing.atHand.put("users/1", server.db().get("users/1"));
    server.put("users/1", "{\"name\":\"Bob\"}");
    indexing.hits = List.of("users/1");
    assertThat(query("{\"Query\":\"q\"}").body()).contains("Ann").doesNotContain("Bob");
  }

  @Test
  void marksProjections() throws Exception {
    server.put("users/1", "{\"name\":\"Ann\"}");
    indexing.hits = List.of("users/1");
    indexing.projection = true;
    assertThat(query("{\"Query\":\"q\"}").body())
        .contains(
            "\"Results\":[{\"Only\":1,\"@metadata\":{\"@projection\":true,\"@id\":\"users/1\",");
  }

  @Test
  void writesResultsThatAreNoDocumentsAsTheyAre() throws Exception {
    indexing.hits = List.of("a", "b");
    indexing.results.put("a", "{\"Name\":\"Ann\",\"Count\":2}");
    indexing.results.put("b", "{}");
    assertThat(query("{\"Query\":\"q\"}").body())
        .contains(
            "\"Results\":[{\"Name\":\"Ann\",\"Count\":2,\"@metadata\":{}},{\"@metadata\":{}}]");
  }

  @Test
  void anAnswerMayBeLongerThanWhatIsHeldInMemory() throws Exception {
    String filler = "x".repeat(10_000);
    for (int i = 0; i < 300; i++) {
      server.put("users/" + i, "{\"filler\":\"" + filler + "\"}");
    }
    indexing.hits = IntStream.range(0, 300).mapToObj(i -> "users/" + i).toList();
    HttpResponse<String> answer = query("{\"Query\":\"q\"}");
    assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
    assertThat(answer.body().split("\"filler\"", -1)).hasSize(301);
    assertThat(answer.body()).endsWith("],\"SkippedResults\":0,\"Includes\":{}}");
    assertThat(server.db().largestPiece).isLessThan(2_000_000);
  }

  @ParameterizedTest
  @CsvSource({
    "{}, The body has no 'Query'",
    "'{\"Query\":5}', A string was expected",
    "'{\"Query\":\"q\",\"WaitForNonStaleResults\":true,\"WaitForNonStaleResultsTimeout\":\"soon\"}',"
        + " a time as 00:00:15 was expected",
    "[], An object was expected"
  })
  void refusesBodiesThatHoldNoQuery(String body, String problem) throws Exception {
    HttpResponse<String> answer = query(body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(problem);
    assertThat(indexing.requests).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithAQueryInTheClientsTerms() throws Exception {
    assertFailure(
        new IndexingException.InvalidQuery("no"),
        400,
        "Raven.Client.Exceptions.InvalidQueryException");
    assertFailure(
        new IndexingException.IndexDoesNotExist("db", "X"),
        404,
        "Raven.Client.Exceptions.Documents.Indexes.IndexDoesNotExistException");
    assertFailure(
        new IndexingException.NotSupported("not yet"), 501, "System.NotImplementedException");
    assertFailure(new IndexingException.StillStale("not in time"), 500, "System.TimeoutException");
    assertFailure(new IndexingException.Stopped("too long"), 500, "System.TimeoutException");
  }

  private void assertFailure(IndexingException failure, int status, String type) throws Exception {
    indexing.failure = failure;
    HttpResponse<String> answer = query("{\"Query\":\"q\"}");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body())
        .contains("\"Type\":\"" + type + "\"")
        .contains("\"Message\":\"" + failure.getMessage());
  }

  @Test
  void whileIndexingIsAwayItIs503() throws Exception {
    server.indexing.unbind(indexing);
    HttpResponse<String> answer = query("{\"Query\":\"q\"}");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    server.indexing.bind(indexing);
  }
}
