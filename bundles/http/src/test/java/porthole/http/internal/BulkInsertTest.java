// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkInsertTest {
  private static final String OPERATIONS = "/databases/db/operations/";

  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void manyDocumentsAreStoredInBatches() throws Exception {
    assertThat(server.get(OPERATIONS + "next-operation-id").body())
        .isEqualTo("{\"Id\":1,\"NodeTag\":\"A\"}");
    assertThat(server.get(OPERATIONS + "state?id=1").body()).contains("\"Status\":\"InProgress\"");

    HttpResponse<String> done = insert(1, documents(1200));
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body()).isEmpty();
    assertThat(server.db().batches).containsExactly(512, 512, 176);
    assertThat(server.db().get("d/1199").collection()).isEqualTo("Ds");
    assertThat(server.get(OPERATIONS + "state?id=1").body())
        .contains("\"Status\":\"Completed\"")
        .contains("\"Total\":1200");
    assertThat(server.activities.begun).contains("REQUEST bulk insert in db");
    assertThat(server.activities.marks).contains("d/1199", "512", "1200");
  }

  @Test
  void listenersHearOfEachBatchAndOfTheEnd() throws Exception {
    List<String> heard = new ArrayList<>();
    server.operationListeners.add(
        (database, id, state) -> {
          throw new IllegalStateException("one that fails holds up nobody");
        });
    server.operationListeners.add(
        (database, id, state) ->
            heard.add(database + " " + id + " " + new String(state.get(), UTF_8)));
    insert(7, documents(600));
    assertThat(heard).hasSize(3);
    assertThat(heard.get(0))
        .startsWith("db 7 {\"Status\":\"InProgress\"")
        .contains(
            "\"Progress\":{\"Total\":512,\"BatchCount\":1,\"LastProcessedId\":\"d/511\","
                + "\"DocumentsProcessed\":512}");
    assertThat(heard.get(1)).contains("\"LastProcessedId\":\"d/599\"");
    assertThat(heard.get(2)).contains("\"Status\":\"Completed\"");
  }

  @Test
  void aHeartBeatStoresWhatHasCome() throws Exception {
    insert(
        1,
        "[{\"Type\":\"HeartBeat\"},"
            + document(1)
            + ",{\"Type\":\"HeartBeat\"},"
            + document(2)
            + "]");
    assertThat(server.db().batches).containsExactly(1, 1);
  }

  @Test
  void theOperationSaysWhatFailed() throws Exception {
    HttpResponse<String> failed = insert(5, "[" + document(1) + ",{\"Type\":\"Counters\"}]");
    assertThat(failed.statusCode()).isEqualTo(501);
    assertThat(failed.body()).contains("Item 2 is of the type 'Counters'");
    assertThat(server.get(OPERATIONS + "state?id=5").body())
        .contains("\"Status\":\"Faulted\"")
        .contains("\"$type\":\"Raven.Client.Documents.Operations.OperationExceptionResult,")
        .contains("\"StatusCode\":501")
        .contains("Item 2 is of the type 'Counters'");
  }

  @Test
  void malformedAndOverlongItemsAreRefused() throws Exception {
    assertThat(insert(1, "[{\"Id\":\"a\",\"Type\":\"PUT\",\"Document\":{\"x\":01}}]").statusCode())
        .isEqualTo(400);
    assertThat(insert(2, "[{\"Type\":\"PUT\",\"Document\":{}}]").body()).contains("needs an Id");
    String big = "x".repeat(TestServer.MAX_BODY_BYTES);
    assertThat(
            insert(3, "[{\"Id\":\"a\",\"Type\":\"PUT\",\"Document\":{\"x\":\"" + big + "\"}}]")
                .statusCode())
        .isEqualTo(413);
    assertThat(insert(4, documents(9000)).statusCode()).isEqualTo(200);
    assertThat(server.db().get("a")).isNull();
  }

  @Test
  void aKilledOperationTakesNoMore() throws Exception {
    server.get(OPERATIONS + "next-operation-id");
    assertThat(server.send("POST", OPERATIONS + "kill?id=1", "").statusCode()).isEqualTo(204);
    assertThat(insert(1, documents(3)).body()).contains("BulkInsertAbortedException");
    assertThat(server.get(OPERATIONS + "state?id=1").body()).contains("\"Status\":\"Canceled\"");
    assertThat(server.db().stats().documents).isZero();
    assertThat(server.send("POST", OPERATIONS + "kill?id=99", "").statusCode()).isEqualTo(404);
    assertThat(server.get(OPERATIONS + "state?id=99").statusCode()).isEqualTo(404);
  }

  @Test
  void aNumberThatIsUsedAgainIsAnotherOperation() throws Exception {
    insert(1, "[{]");
    assertThat(server.get(OPERATIONS + "state?id=1").body()).contains("Faulted");
    insert(1, documents(2));
    assertThat(server.get(OPERATIONS + "state?id=1").body()).contains("Completed");
    assertThat(insert(Long.MAX_VALUE, documents(1)).statusCode()).isEqualTo(200);
    assertThat(server.get(OPERATIONS + "next-operation-id").body()).contains("\"Id\":1,");
  }

  @Test
  void unchangedDocumentsCanBeLeftAlone() throws Exception {
    insert(1, documents(3));
    server.send(
        "POST", "/databases/db/bulk_insert?id=2&skipOverwriteIfUnchanged=true", documents(4));
    assertThat(server.db().batches).containsExactly(3, 1);
  }

  private HttpResponse<String> insert(long id, String body) throws Exception {
    return server.send("POST", "/databases/db/bulk_insert?id=" + id, body);
  }

  private static String documents(int count) {
    StringBuilder json = new StringBuilder("[");
    for (int i = 0; i < count; i++) {
      json.append(i == 0 ? "" : ",").append(document(i));
    }
    return json.append(']').toString();
  }

  private static String document(int number) {
    return "{\"Id\":\"d/"
        + number
        + "\",\"Type\":\"PUT\",\"Document\":{\"n\":"
        + number
        + ",\"@metadata\":{\"@collection\":\"Ds\"}}}";
  }
}
