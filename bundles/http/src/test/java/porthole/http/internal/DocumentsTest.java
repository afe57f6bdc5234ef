// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id=users/1&counter=likes",
        "startsWith=users/&timeseries=heart&from=&to=",
        "id=users/1&revisions=company",
        "id=users/1&revisionsBefore=2026-01-01T00:00:00.0000000Z",
        "id=users/1&cmpxchg=key",
      })
  void saysWhatCannotComeAlong(String parameters) throws Exception {
    server.put("users/1", "{}");
    HttpResponse<String> answer = server.get("/databases/db/docs?" + parameters);
    assertThat(answer.statusCode()).isEqualTo(501);
    assertThat(answer.body()).contains("is not there yet. Leave the parameter out.");
  }

  @Test
  void aDocumentComesBackAsTheBytesItCameAsWithItsMetadataLast() throws Exception {
    HttpResponse<String> put =
        server.put(
            "users/1",
            "{ \"Name\" : \"Zo\\u00eb\", \"@metadata\":{\"@collection\":\"Users\","
                + "\"Raven-Java-Type\":\"app.User\",\"@id\":\"old\"} , \"N\": 1.50e+3 }");
    assertThat(put.statusCode()).isEqualTo(201);
    assertThat(put.body()).isEqualTo("{\"Id\":\"users/1\",\"ChangeVector\":\"A:1\"}");

    HttpResponse<String> got = server.get("/databases/db/docs?&id=users%2F1");
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.headers().firstValue("ETag")).contains("\"A:1\"");
    assertThat(got.headers().firstValue("Raven-Server-Version")).contains("6.0.0");
    assertThat(got.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(got.body())
        .isEqualTo(
            "{\"Results\":[{ \"Name\" : \"Zo\\u00eb\",\"N\": 1.50e+3,\"@metadata\":"
                + "{\"@collection\":\"Users\",\"Raven-Java-Type\":\"app.User\","
                + "\"@change-vector\":\"A:1\",\"@id\":\"users/1\","
                + "\"@last-modified\":\"2026-01-02T03:04:05.6789012Z\"}}],\"Includes\":{}}");
  }

  @Test
  void anEmptyDocumentWithoutMetadataIsWholeAgain() throws Exception {
    server.put("x", " { } ");
    assertThat(server.get("/databases/db/docs?id=x").body())
        .contains(
            "[{\"@metadata\":{\"@collection\":\"@empty\",\"@change-vector\":\"A:1\",\"@id\":\"x\"");
    assertThat(server.get("/databases/db/docs?id=x&metadataOnly=true").body())
        .contains("[{\"@metadata\":{\"@collection\"");
  }

  @Test
  void whatTheClientHasIsNotSentAgain() throws Exception {
    server.put("a", "{}");
    server.put("b", "{}");
    HttpResponse<String> one =
        server.send(server.request("/databases/db/docs?id=a").header("If-None-Match", "\"A:1\""));
    assertThat(one.statusCode()).isEqualTo(304);
    assertThat(one.body()).isEmpty();

    String both = "/databases/db/docs?id=a&id=b&id=missing";
    String tag = server.get(both).headers().firstValue("ETag").orElseThrow();
    assertThat(server.send(server.request(both).header("If-None-Match", tag)).statusCode())
        .isEqualTo(304);
    server.put("b", "{\"new\":1}");
    HttpResponse<String> changed = server.send(server.request(both).header("If-None-Match", tag));
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.body()).contains("},null],").contains("\"new\":1");
  }

  @Test
  void aSingleMissingDocumentIs404AndHeadSaysTheSame() throws Exception {
    server.put("a", "{}");
    assertThat(server.get("/databases/db/docs?id=b").statusCode()).isEqualTo(404);
    assertThat(head("b").statusCode()).isEqualTo(404);
    HttpResponse<String> head = head("A");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("ETag")).contains("\"A:1\"");
  }

  @Test
  void manyIdsCanBePosted() throws Exception {
    server.put("a", "{}");
    HttpResponse<String> got =
        server.send("POST", "/databases/db/docs?loadHash=1", "{\"Ids\":[\"a\",null,\"b\",\"A\"]}");
    assertThat(got.body()).contains("\"@id\":\"a\"").contains(",null,null,{");
  }

  @Test
  void includesFollowPathsAndEachComesOnce() throws Exception {
    server.put("c/1", "{\"n\":1}");
    server.put("c/2", "{\"n\":2}");
    server.put(
        "o/1",
        "{\"Customer\":\"c/1\",\"Lines\":[{\"By\":\"C/1\"},{\"By\":\"c/2\"},{\"By\":null}]}");
    String body =
        server.get("/databases/db/docs?id=o/1&include=Customer&include=Lines[].By").body();
    assertThat(body).contains("\"Includes\":{\"c/1\":{\"n\":1,").contains("\"c/2\":{\"n\":2,");
    assertThat(body.split("\"@id\":\"c/1\"", -1)).hasSize(2);
    String missing = server.get("/databases/db/docs?id=o/1&include=Nothing").body();
    assertThat(missing).endsWith("\"Includes\":{}}");
  }

  @Test
  void prefixesPagesAndPatternsSelect() throws Exception {
    for (String id : new String[] {"u/1", "u/2", "u/10", "v/1"}) {
      server.put(id, "{}");
    }
    assertThat(ids("startsWith=u/")).isEqualTo("u/1 u/10 u/2");
    assertThat(ids("startsWith=u/&matches=1*")).isEqualTo("u/1 u/10");
    assertThat(ids("startsWith=u/&exclude=1*")).isEqualTo("u/2");
    assertThat(ids("startsWith=u/&startAfter=u/1&pageSize=1")).isEqualTo("u/10");
    assertThat(ids("start=1&pageSize=2")).isEqualTo("u/10 u/2");
  }

  @Test
  void aWrongChangeVectorIsAConflictThatSaysWhatIsThere() throws Exception {
    server.put("a", "{}");
    HttpResponse<String> put =
        server.send(
            server
                .request("/databases/db/docs?id=a")
                .header("If-Match", "\"A:9\"")
                .PUT(BodyPublishers.ofString("{\"lost\":1}")));
    assertThat(put.statusCode()).isEqualTo(409);
    assertThat(put.body())
        .contains("\"Type\":\"Raven.Client.Exceptions.ConcurrencyException\"")
        .contains("\"Id\":\"a\",\"ExpectedChangeVector\":\"A:9\",\"ActualChangeVector\":\"A:1\"");
    assertThat(server.get("/databases/db/docs?id=a").body()).doesNotContain("lost");
  }

  @Test
  void deletingIsAnsweredWithoutABody() throws Exception {
    server.put("a", "{}");
    assertThat(server.send("DELETE", "/databases/db/docs?id=a", "").statusCode()).isEqualTo(204);
    assertThat(server.send("DELETE", "/databases/db/docs?id=a", "").statusCode()).isEqualTo(204);
    assertThat(server.get("/databases/db/docs?id=a").statusCode()).isEqualTo(404);
  }

  @Test
  void anIdThatHoldsLineEndsSplitsNoHeader() throws Exception {
    String id = "a%0D%0AX-Made: up%0D%0A%0D%0A".replace(" ", "%20");
    List<HttpResponse<String>> answers =
        List.of(
            server.put(id, "{}"),
            head(id),
            server.get("/databases/db/docs?id=" + id),
            server.send("PATCH", "/databases/db/docs?id=" + id, "{}"),
            server.send("DELETE", "/databases/db/docs?id=" + id, ""));
    for (HttpResponse<String> answer : answers) {
      assertThat(answer.headers().firstValue("X-Made")).isEmpty();
      assertThat(answer.body()).doesNotContain("\r", "\n");
    }
    assertThat(answers.get(2).body()).contains("a\\u000d\\u000aX-Made: up");
  }

  @Test
  void aRequestSaysWhatItIsDoingForWhom() throws Exception {
    server.put("a", "{}");
    assertThat(server.activities.begun).containsExactly("REQUEST put document in db");
    assertThat(server.activities.marks).contains("a");
  }

  @Test
  void onlyDatabasesThatAreThereAreNamedAtWorkAndInTheirOwnCase() throws Exception {
    server.get("/databases/none/docs?id=a");
    server.get("/databases/DB/docs?id=a");
    assertThat(server.activities.begun)
        .containsExactly("REQUEST load documents in ", "REQUEST load documents in db");
  }

  private HttpResponse<String> head(String id) throws Exception {
    return server.send(
        server.request("/databases/db/docs?id=" + id).method("HEAD", BodyPublishers.noBody()));
  }

  private String ids(String query) throws Exception {
    StringBuilder ids = new StringBuilder();
    for (String part : server.get("/databases/db/docs?" + query).body().split("\"@id\":\"", -1)) {
      if (!part.startsWith("{")) {
        ids.append(part, 0, part.indexOf('"')).append(' ');
      }
    }
    return ids.toString().strip();
  }
}
