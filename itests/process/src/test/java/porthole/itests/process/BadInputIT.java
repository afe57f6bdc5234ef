// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets a clear 4xx in the clients' error shape, and changes nothing. */
class BadInputIT {
  private static final String BULK = "/databases/d/bulk_docs";

  @TempDir static Path data;
  private static ServerProcess server;
  private static Http http;
  private long etagBefore;

  @BeforeAll
  static void startServer() throws Exception {
    server = ServerProcess.serving(data.resolve("server"));
    http = new Http(server);
    http.createDatabase("d");
    assertThat(
            http.send(
                    "POST",
                    BULK,
                    "{\"Commands\":[{\"Id\":\"a/1\",\"Type\":\"PUT\",\"Document\":{\"n\":1}}]}")
                .statusCode())
        .isEqualTo(201);
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void remember() throws Exception {
    etagBefore = lastEtag();
  }

  @AfterEach
  void nothingChanged() throws Exception {
    assertThat(lastEtag()).isEqualTo(etagBefore);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{\"Commands\":[{\"Id\":\"x\",\"Type\":\"PUT\",\"Document\":{\"a\":01}}]}",
        "{\"Commands\":[{\"Id\":\"x\",\"Type\":\"PUT\",\"Document\":{\"a\":\"\\x\"}}]}",
        "{\"Commands\":[{\"Id\":\"x\",\"Type\":\"PUT\",\"Document\":[1]}]}",
        "{\"Commands\":[{\"Id\":\"x\",\"Type\":\"PUT\",\"Document\":{}}]} trailing",
        "{\"Commands\":[{\"Id\":\"x\",\"Type\":\"PUT\"}]}",
        "{\"Commands\":[{\"Id\":\"x\",\"Document\":{}}]}"
      })
  void refusesMalformedBatches(String body) throws Exception {
    assertRefused(http.send("POST", BULK, body), 400);
  }

  @Test
  void leavesNothingOfABatchWithOneFailedCommand() throws Exception {
    String body =
        "{\"Commands\":[{\"Id\":\"new/1\",\"Type\":\"PUT\",\"Document\":{\"n\":1}},"
            + "{\"Id\":\"a/1\",\"ChangeVector\":\"\",\"Type\":\"PUT\",\"Document\":{\"n\":2}}]}";
    JsonObject error = assertRefused(http.send("POST", BULK, body), 409);
    assertThat(error.get("Type").getAsString()).endsWith("ConcurrencyException");
    assertThat(error.get("Id").getAsString()).isEqualTo("a/1");
    assertThat(http.get("/databases/d/docs?id=new/1").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesAChangeVectorThatDoesNotParse() throws Exception {
    String body =
        "{\"Commands\":[{\"Id\":\"a/1\",\"ChangeVector\":\"nonsense\",\"Type\":\"PUT\","
            + "\"Document\":{\"n\":2}}]}";
    assertRefused(http.send("POST", BULK, body), 400);
  }

  @Test
  void refusesAnIdThatIsTooLong() throws Exception {
    assertRefused(http.get("/databases/d/docs?id=" + "x".repeat(513)), 400);
    assertRefused(http.send("PUT", "/databases/d/docs?id=" + "x".repeat(513), "{}"), 400);
  }

  @Test
  void refusesAnEmptyId() throws Exception {
    assertRefused(http.send("PUT", "/databases/d/docs?id=", "{}"), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%2Fb", "..", "a..b", "%2E%2E%2Fx", "", "a%00b"})
  void refusesANameThatIsNoDatabaseName(String name) throws Exception {
    assertRefused(http.send("PUT", "/admin/databases?name=" + name, "{}"), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..b", ".a", "a.", "a%20b", "a%CC%81"})
  void refusesAPathWithWhatIsNoDatabaseName(String name) throws Exception {
    JsonObject error = assertRefused(http.get("/databases/" + name + "/docs?id=a"), 400);
    assertThat(error.get("Url").getAsString()).startsWith("/databases/" + name + "/docs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%64", "%44", "D"})
  void takesAPercentEncodedNameForTheName(String name) throws Exception {
    assertThat(http.get("/databases/" + name + "/docs?id=a/1").statusCode()).isEqualTo(200);
    assertThat(http.send("PUT", "/admin/databases?name=" + name, "{}").statusCode()).isEqualTo(409);
  }

  @Test
  void saysOfAnAbsentDatabaseThatItIsNotThere() throws Exception {
    for (String deed : List.of("unload", "disable", "enable")) {
      HttpResponse<String> answer =
          http.admin("POST", "/admin/databases/" + deed, "{\"DatabaseNames\":[\"absent\",\"d\"]}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains("\"Name\":\"absent\",\"Success\":false", "does not exist");
      assertThat(answer.body()).contains("\"Name\":\"d\",\"Success\":true");
    }
  }

  /** The container refuses these before it keeps their URL. */
  @ParameterizedTest
  @ValueSource(strings = {"a%2Fb", "a%0Ab", "%00", "..;"})
  void refusesAPathThatCanBeReadInTwoWays(String name) throws Exception {
    assertRefused(http.get("/databases/" + name + "/docs?id=a"), 400);
  }

  @Test
  void refusesAContentTypeThatIsNotJson() throws Exception {
    var request =
        http.request("POST", BULK, "")
            .header("Content-Type", "text/xml")
            .POST(BodyPublishers.ofString("<a/>"));
    assertRefused(http.send(request), 415);
  }

  @Test
  void saysThatADatabaseIsMissingTheWayClientsUnderstand() throws Exception {
    HttpResponse<String> response = http.get("/databases/absent/docs?id=a");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Database-Missing")).hasValue("absent");
  }

  private static JsonObject assertRefused(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonObject error = Http.json(response);
    assertThat(error.keySet()).contains("Url", "Type", "Message", "Error");
    assertThat(error.get("Message").getAsString()).isNotBlank();
    return error;
  }

  private static long lastEtag() throws Exception {
    return Http.json(http.get("/databases/d/stats")).get("LastDocEtag").getAsLong();
  }
}
