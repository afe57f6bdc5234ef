// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {
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
  void eachCommandHasItsResultInOrder() throws Exception {
    server.put("old", "{}");
    HttpResponse<String> done =
        batch(
            "{\"Id\":\"u/1\",\"ChangeVector\":null,\"Document\":{\"a\":1,\"@metadata\":"
                + "{\"@collection\":\"Users\"}},\"Type\":\"PUT\"},"
                + "{\"Type\":\"PUT\",\"Document\":{},\"Id\":\"p/\"},"
                + "{\"Id\":\"old\",\"ChangeVector\":\"A:1\",\"Type\":\"DELETE\",\"Document\":null},"
                + "{\"Id\":\"none\",\"Type\":\"DELETE\"}");
    assertThat(done.statusCode()).isEqualTo(201);
    assertThat(done.body())
        .isEqualTo(
            "{\"Results\":[{\"Type\":\"PUT\",\"@id\":\"u/1\",\"@collection\":\"Users\","
                + "\"@change-vector\":\"A:2\",\"@last-modified\":\"2026-01-02T03:04:05.6789012Z\"},"
                + "{\"Type\":\"PUT\",\"@id\":\"p/0000000000000000001-A\",\"@collection\":\"@empty\","
                + "\"@change-vector\":\"A:3\",\"@last-modified\":\"2026-01-02T03:04:05.6789012Z\"},"
                + "{\"Type\":\"DELETE\",\"Id\":\"old\",\"Deleted\":true,\"ChangeVector\":\"A:4\"},"
                + "{\"Type\":\"DELETE\",\"Id\":\"none\",\"Deleted\":false,\"ChangeVector\":\"\"}],"
                + "\"TransactionIndex\":0}");
  }

  @Test
  void aWholePrefixCanBeDeleted() throws Exception {
    server.put("u/1", "{}");
    server.put("u/2", "{}");
    server.put("v/1", "{}");
    batch("{\"Id\":\"u/\",\"Type\":\"DELETE\",\"IdPrefixed\":true}");
    assertThat(server.db().stats().documents).isEqualTo(1);
  }

  @Test
  void oneConflictLeavesNothingOfTheBatch() throws Exception {
    server.put("b", "{}");
    HttpResponse<String> failed =
        batch(
            "{\"Id\":\"a\",\"Document\":{},\"Type\":\"PUT\"},"
                + "{\"Id\":\"b\",\"ChangeVector\":\"\",\"Document\":{},\"Type\":\"PUT\"}");
    assertThat(failed.statusCode()).isEqualTo(409);
    assertThat(failed.body()).contains("\"Id\":\"b\",\"ExpectedChangeVector\":\"\"");
    assertThat(server.db().get("a")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | Patch |"
            + " {'Commands':[{'Id':'a','Document':{},'Type':'PUT'},{'Id':'b','Type':'PATCH'}]}",
        "501 | Counters | {'Commands':[{'Id':'a','Document':{},'Type':'PUT'},{'Type':'Counters'}]}",
        "400 | Sing |"
            + " {'Commands':[{'Id':'a','Document':{},'Type':'PUT'},{'Id':'b','Type':'Sing'}]}",
        "400 | no 'Type' | {'Commands':[{'Id':'a','Document':{}}]}",
        "400 | Document | {'Commands':[{'Id':'a','Type':'PUT'}]}",
        "400 | Document | {'Commands':[{'Id':'a','Type':'PUT','Document':null}]}",
        "400 | object | {'Commands':[{'Id':'a','Type':'PUT','Document':[]}]}",
        "400 | no 'Id' | {'Commands':[{'Type':'DELETE'}]}",
        "400 | empty | {'Commands':[{'Type':'DELETE','Id':''}]}",
        "400 | change vector |"
            + " {'Commands':[{'Id':'a','ChangeVector':'?','Document':{},'Type':'PUT'}]}",
        "400 | Commands | {}",
        "400 | JSON | {'Commands':[{'Id':'a','Document':{},'Type':'PUT'}]",
        "400 | JSON | {'Commands':[{'Id':'a','Document':{},'Type':'PUT'}]} x",
        "400 | JSON | ",
        "501 | Cluster |"
            + " {'Commands':[{'Id':'a','Document':{},'Type':'PUT'}],'TransactionMode':'ClusterWide'}",
        "400 | surrogate | {'Commands':[{'Id':'a\\ud800','Type':'PUT','Document':{}}]}",
        "400 | surrogate |"
            + " {'Commands':[{'Id':'a','Type':'PUT','Document':{'@metadata':{'@collection':'\\ud800'}}}]}",
        "400 | twice |"
            + " {'Commands':[{'Id':'a','Type':'PUT','Document':{'@metadata':{},'@metadata':{}}}]}",
        "400 | @collection |"
            + " {'Commands':[{'Id':'a','Type':'PUT','Document':{'@metadata':{'@collection':1}}}]}"
      })
  void aMistakeInABatchIsNamedAndChangesNothing(int status, String named, String body)
      throws Exception {
    String json = body == null ? "" : body.replace('\'', '"');
    HttpResponse<String> failed = server.send("POST", "/databases/db/bulk_docs", json);
    assertThat(failed.statusCode()).isEqualTo(status);
    assertThat(failed.body()).contains(named.replace("'", "'")).contains("\"Type\":\"");
    assertThat(server.db().stats().documents).isZero();
  }

  private HttpResponse<String> batch(String commands) throws Exception {
    return server.send("POST", "/databases/db/bulk_docs", "{\"Commands\":[" + commands + "]}");
  }

  @Test
  void waitsForIndexesWhereItIsAskedTo() throws Exception {
    ScriptedIndexing indexing = new ScriptedIndexing();
    server.indexing.bind(indexing);
    String batch = "{\"Commands\":[{\"Id\":\"w\",\"Document\":{},\"Type\":\"PUT\"}]}";
    String path = "/databases/db/bulk_docs?&waitForIndexesTimeout=";
    assertThat(server.send("POST", path + "soon", batch).statusCode()).isEqualTo(400);
    assertThat(server.db().get("w")).isNull();
    String specific = path + "00:00:03&waitForIndexThrow=true&waitForSpecificIndex=X%2FY";
    assertThat(server.send("POST", specific, batch).statusCode()).isEqualTo(201);
    assertThat(indexing.waits).containsExactly("[X/Y] 3000");
    indexing.late = List.of("X/Y");
    HttpResponse<String> late = server.send("POST", specific, batch);
    assertThat(late.statusCode()).isEqualTo(500);
    assertThat(late.body()).contains("RavenTimeoutException", "could not verify that", "X/Y");
    assertThat(server.send("POST", path + "00:00:01&waitForIndexThrow=false", batch).statusCode())
        .isEqualTo(201);
  }
}
