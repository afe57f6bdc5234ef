// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerRoutesTest {
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
    server.indexing.bind(new ScriptedIndexing());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void aDatabaseIsMadeShownListedAndDeleted() throws Exception {
    HttpResponse<String> made =
        server.send(
            "PUT",
            "/admin/databases?name=New&replicationFactor=1&raft-request-id=x",
            "{\"DatabaseName\":\"New\",\"Settings\":{\"a\":\"b\"},\"Etag\":99}");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.body())
        .contains("\"Name\":\"New\",\"Topology\":{\"Members\":[\"A\"]")
        .contains("\"NodesAddedTo\":[\"A\"]");

    assertThat(server.get("/admin/databases?name=new").body())
        .isEqualTo(
            "{\"DatabaseName\":\"New\",\"DatabaseState\":\"Normal\",\"Disabled\":false,\"LockMode\":\"Unlock\",\"Etag\":1,\"Topology\":{\"Members\":[\"A\"],"
                + "\"Promotables\":[],\"Rehabs\":[],\"ReplicationFactor\":1},"
                + "\"Settings\":{\"a\":\"b\"},\"Indexes\":{},\"AutoIndexes\":{}}");
    assertThat(server.get("/databases?start=0&pageSize=10&namesOnly=true").body())
        .isEqualTo("{\"Databases\":[\"db\",\"New\"]}");
    assertThat(server.get("/databases?start=1").body()).contains("{\"Name\":\"New\"");

    String both = "{\"DatabaseNames\":[\"New\",\"other\"],\"HardDelete\":true}";
    assertThat(server.send("DELETE", "/admin/databases", both).statusCode()).isEqualTo(503);
    assertThat(server.databases.record("New")).isPresent();
    String one = "{\"DatabaseNames\":[\"new\"],\"HardDelete\":true}";
    assertThat(server.send("DELETE", "/admin/databases", one).body())
        .isEqualTo("{\"RaftCommandIndex\":2,\"PendingDeletes\":[]}");
    assertThat(server.get("/admin/databases?name=New").statusCode()).isEqualTo(404);
  }

  @Test
  void aDatabaseThatIsThereIsNotMadeAgainUnlessItsRecordIsMeant() throws Exception {
    HttpResponse<String> again = server.send("PUT", "/admin/databases?name=DB", "{}");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("ConcurrencyException");
    assertThat(update("2").statusCode()).isEqualTo(409);
    assertThat(update("1").statusCode()).isEqualTo(201);
    assertThat(server.databases.record("db").orElseThrow().etag).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%2Fb", "..", "a..b", "", "%2e%2e%2fx", "a%00b"})
  void anImpossibleNameIsABadRequest(String name) throws Exception {
    HttpResponse<String> made = server.send("PUT", "/admin/databases?name=" + name, "{}");
    assertThat(made.statusCode()).isEqualTo(400);
    assertThat(made.body()).contains("\"Type\":\"Raven.Client.Exceptions.BadRequestException\"");
    assertThat(server.databases.list(0, 10)).hasSize(1);
  }

  @Test
  void aRecordThatNamesAnotherDatabaseIsABadRequest() throws Exception {
    assertThat(
            server.send("PUT", "/admin/databases?name=a", "{\"DatabaseName\":\"b\"}").statusCode())
        .isEqualTo(400);
    assertThat(server.send("PUT", "/admin/databases?name=a", "[]").statusCode()).isEqualTo(400);
    assertThat(server.databases.list(0, 10)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/topology?name=gone", "/databases/gone/docs?id=a", "/databases/gone/stats"})
  void aMissingDatabaseIsNamedInAHeader(String path) throws Exception {
    HttpResponse<String> missing = server.get(path);
    assertThat(missing.statusCode()).isEqualTo(503);
    assertThat(missing.headers().firstValue("Database-Missing")).contains("gone");
    assertThat(missing.body()).contains("Database.DatabaseDoesNotExistException");
  }

  @Test
  void aDatabaseThatIsBeingLoadedAnswersWithItsLog() throws Exception {
    HttpResponse<String> loading = server.get("/databases/slow/stats");
    assertThat(loading.statusCode()).isEqualTo(503);
    assertThat(loading.headers().firstValue("Retry-After")).contains("7");
    assertThat(loading.body())
        .contains("Database.DatabaseLoadTimeoutException")
        .contains("12:00:00 opening files");
  }

  @Test
  void aRequestSaysHowLongItWaitsForALoad() throws Exception {
    for (String wrong : new String[] {"-1", "soon", "600001"}) {
      assertThat(patient(wrong).statusCode()).isEqualTo(400);
    }
    assertThat(patient("250").statusCode()).isEqualTo(200);
    assertThat(server.databases.patience).isEqualTo(Duration.ofMillis(250));
  }

  private HttpResponse<String> patient(String millis) throws Exception {
    return server.send(
        server.request("/databases/db/stats").header("Porthole-Load-Patience", millis));
  }

  @Test
  void aDatabaseIsUsedUntilTheAnswerIsWrittenAndNoLonger() throws Exception {
    server.put("u/1", "{}");
    for (String path : new String[] {"/docs?id=u/1", "/docs", "/docs?id=gone", "/nowhere"}) {
      server.get("/databases/db" + path);
    }
    server.send("POST", "/databases/db/bulk_docs", "{\"Commands\":[{]}");
    assertThat(server.databases.uses).hasValue(0);
  }

  @Test
  void databasesAreSwitchedOffAndOn() throws Exception {
    String names = "{\"DatabaseNames\":[\"db\",\"gone\"],\"Reason\":\"moving\"}";
    assertThat(server.send("POST", "/admin/databases/disable", names).body())
        .isEqualTo(
            "{\"Status\":[{\"Name\":\"db\",\"Success\":true,\"Reason\":null,\"Disabled\":true,"
                + "\"State\":\"DISABLED\"},{\"Name\":\"gone\",\"Success\":false,\"Reason\":"
                + "\"Database 'gone' does not exist.\"}]}");
    assertThat(server.get("/admin/databases?name=db").body()).contains("\"Disabled\":true");
    assertThat(server.get("/databases").body()).contains("\"DisabledReason\":\"moving\"");
    server.send("POST", "/admin/databases/enable", names);
    assertThat(server.get("/admin/databases?name=db").body()).contains("\"Disabled\":false");
    assertThat(server.send("POST", "/admin/databases/enable", "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void anUnloadThatTakesLongSaysSo() throws Exception {
    server.databases.create("slow", "{}".getBytes(StandardCharsets.UTF_8));
    String names = "{\"DatabaseNames\":[\"db\",\"slow\"]}";
    assertThat(server.send("POST", "/admin/databases/unload", names).body())
        .contains("{\"Name\":\"db\",\"Success\":true,\"Reason\":null")
        .contains("{\"Name\":\"slow\",\"Success\":true,\"Reason\":\"It is still unloading");
  }

  @Test
  void reportsSayWhatIsKnownOfEachDatabase() throws Exception {
    assertThat(server.get("/studio-tasks/databases/state").body())
        .contains("\"Name\":\"db\",\"NodeTag\":\"A\",\"DatabaseStatus\":\"Online\"");
    assertThat(server.get("/debug/is-loaded?name=DB").body())
        .isEqualTo("{\"DatabaseName\":\"db\",\"IsLoaded\":true,\"State\":\"LOADED\"}");
    assertThat(server.get("/debug/is-loaded?name=gone").statusCode()).isEqualTo(503);
    assertThat(server.get("/admin/debug/databases/idle?name=db").body())
        .contains("\"CanUnload\":false", "\"Explanations\":[\"It was used 0 s ago.\"]");
    assertThat(server.get("/admin/debug/databases/loads").body())
        .contains("\"Limit\":4,\"Running\":[{\"Name\":\"slow\"");
  }

  @Test
  void whileStorageIsAwayTheAnswerIsToTryAgain() throws Exception {
    server.storage.unbind(server.databases);
    for (String path :
        new String[] {"/databases/db/docs?id=a", "/databases", "/topology?name=db"}) {
      HttpResponse<String> away = server.get(path);
      assertThat(away.statusCode()).isEqualTo(503);
      assertThat(away.headers().firstValue("Retry-After")).contains("1");
      assertThat(away.body()).contains("\"Type\":\"Raven.Client.Exceptions.RavenException\"");
    }
  }

  @Test
  void topologiesNameThePublicAddressAndNeverTheHostHeader() throws Exception {
    assertThat(server.get("/topology?name=DB&first-topology-update&applicationIdentifier=x").body())
        .isEqualTo(
            "{\"Etag\":1,\"Nodes\":[{\"Url\":\"http://public.example:8080\",\"ClusterTag\":\"A\","
                + "\"Database\":\"db\",\"ServerRole\":\"Member\"}],\"Promotables\":[]}");
    assertThat(server.get("/cluster/topology?first-topology-update").body())
        .contains("\"AllNodes\":{\"A\":\"http://public.example:8080\"}")
        .contains("\"Leader\":\"A\"");
    assertThat(server.get("/cluster/node-info").body())
        .contains("{\"NodeTag\":\"A\",\"TopologyId\":");
    assertThat(server.get("/build/version").body()).contains("\"FullVersion\":\"6.0.0\"");
  }

  @Test
  void statisticsCountWhatIsThere() throws Exception {
    server.put("u/1", "{\"@metadata\":{\"@collection\":\"Users\"}}");
    server.put("u/2", "{}");
    assertThat(server.get("/databases/db/stats?x").body())
        .contains("\"CountOfDocuments\":2,", "\"Indexes\":[]", "\"LastDocEtag\":2")
        .contains("\"SizeOnDisk\":{\"SizeInBytes\":3145728,\"HumaneSize\":\"3.00 MBytes\"}");
    assertThat(server.get("/databases/db/stats/essential").body())
        .contains("\"CountOfDocuments\":2");
    assertThat(server.get("/databases/db/stats/detailed").body())
        .contains("\"CountOfIdentities\":0");
    assertThat(server.get("/databases/db/collections/stats").body())
        .isEqualTo(
            "{\"CountOfDocuments\":2,\"CountOfConflicts\":0,"
                + "\"Collections\":{\"@empty\":1,\"Users\":1}}");
    assertThat(server.get("/databases/db/healthcheck").statusCode()).isEqualTo(204);
    assertThat(server.get("/databases/db/configuration/client").statusCode()).isEqualTo(200);
  }

  @Test
  void aRouteThatIsNotThereYetSaysSo() throws Exception {
    HttpResponse<String> notYet = server.send("POST", "/databases/db/counters?x=1", "{}");
    assertThat(notYet.statusCode()).isEqualTo(501);
    assertThat(notYet.body())
        .contains("\"Url\":\"/databases/db/counters?x=1\"")
        .contains("\"Type\":\"System.NotImplementedException\"");
    HttpResponse<String> wrong = server.send("POST", "/databases/db/stats", "{}");
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("Allow")).contains("GET");
    assertThat(server.send("RESET", "/databases/db/subscriptions", "").statusCode()).isEqualTo(501);
    assertThat(server.get("/debug/routes").body())
        .contains(
            "{\"Method\":\"POST\",\"Path\":\"/databases/{database}/bulk_docs\",\"Job\":\"bulk"
                + " docs\"}");
  }

  private HttpResponse<String> update(String etag) throws Exception {
    return server.send(
        server
            .request("/admin/databases?name=db")
            .header("ETag", '"' + etag + '"')
            .PUT(BodyPublishers.ofString("{\"DatabaseName\":\"db\",\"Disabled\":false}")));
  }

  @Test
  void aRequestThatCameAroundTheGateIsTurnedAway() throws Exception {
    server.gated = false;
    for (String path : new String[] {"/databases", "/databases/db/docs?id=a", "/no/such"}) {
      HttpResponse<String> refused = server.get(path);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.body()).contains("\"Url\":\"" + path + "\"").contains("gate");
    }
    assertThat(server.send("PUT", "/admin/databases?name=x", "{}").statusCode()).isEqualTo(503);
    server.gated = true;
    assertThat(server.get("/databases?name=x").statusCode()).isEqualTo(404);
  }

  @Test
  void aRequestThatComesWhileTheApiIsReplacedIsLeftToTheGate() throws Exception {
    server.closeApi();
    assertThat(server.put("a", "{}").statusCode()).isEqualTo(TestServer.PARKED);
    assertThat(server.db().get("a")).isNull();
  }
}
