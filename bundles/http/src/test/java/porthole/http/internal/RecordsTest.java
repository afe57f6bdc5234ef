// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import porthole.indexing.api.AutoIndexSource;
import porthole.indexing.api.AutoIndexSource.Arrays;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexFieldOptions;

class RecordsTest {
  private static final String RECORD = "/databases/db/admin/record";
  private static final String SETTINGS = "/databases/db/admin/configuration/settings";
  private static final String CLIENT = "/databases/db/configuration/client";
  private static final String PUT_CLIENT = "/databases/db/admin/configuration/client";

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
  }

  private HttpResponse<String> lock(String names, String mode) throws Exception {
    String body = "{\"DatabaseNames\":[" + names + "],\"Mode\":\"" + mode + "\"}";
    return server.send("POST", "/admin/databases/set-lock", body);
  }

  private HttpResponse<String> delete(String names) throws Exception {
    return server.send("DELETE", "/admin/databases", "{\"DatabaseNames\":[" + names + "]}");
  }

  @Test
  void whatIsLockedIsNotDeleted() throws Exception {
    server.databases.create("other", "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    assertThat(server.get(RECORD).body()).contains("\"LockMode\":\"Unlock\"");
    assertThat(lock("\"other\"", "PreventDeletesError").statusCode()).isEqualTo(204);
    HttpResponse<String> refused = delete("\"db\",\"other\"");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("cannot be deleted because of the set lock mode");
    assertThat(server.databases.list(0, 10)).hasSize(2);

    assertThat(lock("\"OTHER\"", "preventDeletesIgnore").statusCode()).isEqualTo(204);
    assertThat(delete("\"other\"").body()).contains("\"RaftCommandIndex\":-1");
    assertThat(delete("\"db\",\"other\"").body()).contains("\"RaftCommandIndex\":2");
    assertThat(server.get("/admin/databases?name=other").body())
        .contains("\"LockMode\":\"PreventDeletesIgnore\"", "\"a\":1")
        .containsOnlyOnce("LockMode");

    lock("\"other\"", "Unlock");
    assertThat(delete("\"other\"").statusCode()).isEqualTo(200);
    assertThat(server.databases.list(0, 10)).isEmpty();
  }

  @Test
  void locksAllThatAreNamedOrNone() throws Exception {
    HttpResponse<String> missing = lock("\"db\",\"gone\"", "PreventDeletesError");
    assertThat(missing.statusCode()).isEqualTo(503);
    assertThat(missing.headers().firstValue("Database-Missing")).contains("gone");
    assertThat(lock("\"db\"", "Shut").statusCode()).isEqualTo(400);
    String noMode = "{\"DatabaseNames\":[\"db\"]}";
    assertThat(server.send("POST", "/admin/databases/set-lock", noMode).statusCode())
        .isEqualTo(400);
    assertThat(server.get(RECORD).body()).contains("\"LockMode\":\"Unlock\"");
  }

  private HttpResponse<String> update(String etag, String record) throws Exception {
    return server.send(
        server
            .request("/admin/databases?name=db")
            .header("ETag", etag)
            .PUT(BodyPublishers.ofString(record)));
  }

  @Test
  void aRecordSwitchesItsDatabaseOffAndOn() throws Exception {
    assertThat(update("\"1\"", "{\"Disabled\":true}").statusCode()).isEqualTo(201);
    assertThat(server.get(RECORD).body()).contains("\"Disabled\":true", "\"Etag\":2");
    update("\"2\"", "{}");
    assertThat(server.get(RECORD).body()).contains("\"Disabled\":true");
    update("\"3\"", "{\"Disabled\":false}");
    assertThat(server.get(RECORD).body()).contains("\"Disabled\":false");
    assertThat(update("\"4\"", "{\"Disabled\":1}").statusCode()).isEqualTo(400);
    assertThat(update("\"4\"", "{\"LockMode\":\"x\"}").statusCode()).isEqualTo(400);
    assertThat(server.get(RECORD).body()).contains("\"Etag\":4");
  }

  @Test
  void settingsAreReplacedAndShown() throws Exception {
    server.send("PUT", SETTINGS, "{\"a\":\"1\"}");
    assertThat(server.send("PUT", SETTINGS, "{\"b\":\"2\",\"c\":null}").statusCode())
        .isEqualTo(204);
    assertThat(server.get(RECORD).body())
        .contains("\"Settings\":{\"b\":\"2\",\"c\":null}")
        .doesNotContain("\"a\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{\"a\":1}", "{\"a\":{}}", "{\"a\":\"b\"", ""})
  void whatAreNoSettingsChangesNothing(String body) throws Exception {
    assertThat(server.send("PUT", SETTINGS, body).statusCode()).isEqualTo(400);
    assertThat(server.get(RECORD).body()).contains("\"Etag\":1,").doesNotContain("Settings");
  }

  @Test
  void clientsAreToldOfADatabasesOwnConfigurationFirst() throws Exception {
    assertThat(server.get(CLIENT).body()).isEqualTo("{\"Etag\":0,\"Configuration\":null}");
    assertThat(server.get("/configuration/client").body()).isEqualTo("{\"Etag\":0}");
    server.send("PUT", "/admin/configuration/client", "{\"Etag\":9,\"X\":1}");
    assertThat(server.get("/configuration/client").body()).isEqualTo("{\"X\":1,\"Etag\":1}");
    assertThat(server.get(CLIENT).body())
        .isEqualTo("{\"Etag\":1,\"Configuration\":{\"X\":1,\"Etag\":1}}");
    server.send("PUT", PUT_CLIENT, "{\"X\":2,\"Disabled\":false}");
    assertThat(server.get(CLIENT).body())
        .isEqualTo("{\"Etag\":3,\"Configuration\":{\"X\":2,\"Disabled\":false,\"Etag\":2}}");
  }

  @Test
  void aConfigurationThatIsDisabledGivesWayToOneThatIsNot() throws Exception {
    server.send("PUT", PUT_CLIENT, "{\"X\":2,\"Disabled\":true}");
    assertThat(server.get(CLIENT).body()).contains("\"X\":2");
    server.send("PUT", "/admin/configuration/client", "{\"X\":1,\"Disabled\":true}");
    assertThat(server.get(CLIENT).body()).contains("\"X\":2");
    server.send("PUT", "/admin/configuration/client", "{\"X\":1,\"Disabled\":false}");
    assertThat(server.get(CLIENT).body()).contains("\"X\":1");
    assertThat(server.get("/databases/gone/configuration/client").statusCode()).isEqualTo(503);
    assertThat(server.send("PUT", PUT_CLIENT, "1").statusCode()).isEqualTo(400);
  }

  private boolean isToldToAskAgain(String etag) throws Exception {
    HttpResponse<String> answer =
        server.send(
            server
                .request("/databases/db/stats")
                .header("Client-Configuration-Etag", "\"" + etag + "\""));
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.headers().firstValue("Refresh-Client-Configuration").isPresent();
  }

  @Test
  void clientsThatKnowAnotherConfigurationAreToldToAskAgain() throws Exception {
    assertThat(isToldToAskAgain("0")).isFalse();
    server.send("PUT", PUT_CLIENT, "{}");
    assertThat(isToldToAskAgain("0")).isTrue();
    assertThat(isToldToAskAgain("2")).isFalse();
    server.send("PUT", "/admin/configuration/client", "{}");
    assertThat(isToldToAskAgain("2")).isTrue();
    assertThat(isToldToAskAgain("3")).isFalse();
    server.send("PUT", SETTINGS, "{}");
    assertThat(isToldToAskAgain("3")).isFalse();
  }

  @Test
  void aRecordWithAnEtagThatIsNoneFailsNoRequest() throws Exception {
    update("", "{\"Client\":{\"Etag\":\"x\",\"Disabled\":3}}");
    assertThat(isToldToAskAgain("0")).isFalse();
    assertThat(server.get(CLIENT).body()).contains("\"Disabled\":3");
  }

  @Test
  void indexesStandInTheRecordOfALoadedDatabase() throws Exception {
    IndexDefinition map = new IndexDefinition();
    map.name = "Users/ByName";
    IndexDefinition grouped = new IndexDefinition();
    grouped.name = "Auto/Orders/ByCountReducedBycompany";
    grouped.type = IndexDefinition.Type.AUTO_MAP_REDUCE;
    grouped.automatic = new AutoIndexSource();
    grouped.automatic.collection = "Orders";
    grouped.automatic.count = "Count";
    grouped.automatic.groupedBy.put("company", Arrays.EACH);
    grouped.fields.put("note", new IndexFieldOptions());
    indexing.indexes.definitions.add(map);
    indexing.indexes.definitions.add(grouped);
    String record = server.get(RECORD).body();
    assertThat(record)
        .contains("\"Indexes\":{\"Users/ByName\":{\"Name\":\"Users/ByName\"")
        .contains("\"AutoIndexes\":{\"Auto/Orders/ByCountReducedBycompany\":{")
        .contains("\"Type\":\"AutoMapReduce\",\"Collection\":\"Orders\"")
        .contains("\"note\":{\"Storage\":\"No\",\"Indexing\":\"Default\",\"Aggregation\":\"None\"")
        .contains(
            "\"Count\":{\"Storage\":\"No\",\"Indexing\":\"Default\",\"Aggregation\":\"Count\"")
        .contains("\"GroupByArrayBehavior\":\"ByIndividualValues\"")
        .contains("\"GroupByFieldNames\":[\"company\"]");
    assertThat(server.databases.uses).hasValue(0);

    assertThat(update("", record).statusCode()).isEqualTo(201);
    assertThat(new String(server.databases.record("db").orElseThrow().json, StandardCharsets.UTF_8))
        .doesNotContain("Indexes");
    assertThat(server.send("PUT", "/admin/databases?name=new", record).statusCode()).isEqualTo(400);
    String named = record.replace("\"DatabaseName\":\"db\"", "\"DatabaseName\":\"new\"");
    assertThat(server.send("PUT", "/admin/databases?name=new", named).statusCode()).isEqualTo(501);

    server.send("POST", "/admin/databases/disable", "{\"DatabaseNames\":[\"db\"]}");
    assertThat(server.get(RECORD).body()).doesNotContain("Indexes");
  }

  @Test
  void identitiesAreListedAndCounted() throws Exception {
    assertThat(server.get("/databases/db/debug/identities").body()).isEqualTo("{}");
    server.send("POST", "/databases/db/identity/next?name=users", "");
    server.send("POST", "/databases/db/identity/seed?name=people&value=7", "");
    assertThat(server.get("/databases/db/debug/identities").body())
        .isEqualTo("{\"people|\":7,\"users|\":1}");
    assertThat(server.get("/databases/db/stats/detailed").body())
        .contains("\"CountOfIdentities\":2");
  }
}
