// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.script.api.ScriptEngine;
import porthole.storage.api.DocumentCommand;

class PatchesTest {
  private static final String DATE = "2026-01-02T03:04:05.6789012Z";

  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
    server.put(
        "u/1", "{\"n\":1,\"list\":[1,2],\"@metadata\":{\"@collection\":\"Users\",\"x\":\"y\"}}");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void aScriptChangesADocument() throws Exception {
    HttpResponse<String> done =
        patch("?id=u/1", "this.n += args.by; this.list.push($by); delete args", Map.of("by", 4));

    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body())
        .isEqualTo(
            "{\"Status\":\"Patched\",\"Id\":\"u/1\",\"ChangeVector\":\"A:2\",\"LastModified\":\""
                + DATE
                + "\",\"Collection\":\"Users\",\"ModifiedDocument\":{\"n\":5,\"list\":[1,2,4],"
                + "\"@metadata\":{\"@collection\":\"Users\",\"x\":\"y\",\"@change-vector\":\"A:2\","
                + "\"@id\":\"u/1\",\"@last-modified\":\""
                + DATE
                + "\"}}}");
    assertThat(document("u/1")).startsWith("{\"n\":5,\"list\":[1,2,4],");
  }

  @Test
  void whatChangesNothingWritesNothing() throws Exception {
    HttpResponse<String> done = patch("?id=u/1", "this.n = 1", Map.of());

    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body())
        .startsWith("{\"Status\":\"NotModified\",\"Id\":\"u/1\",\"ChangeVector\":\"A:1\"")
        .contains("\"ModifiedDocument\":{\"n\":1,");
  }

  @Test
  void numbersThatNobodyTouchesStayAsTheyWereWritten() throws Exception {
    server.put(
        "n",
        "{\"a\":1.10,\"b\":5.0,\"c\":9223372036854775807,\"d\":1e400,\"e\":12345678901234567890}");
    patch("?id=n", "this.x = this.a + this.b", Map.of());

    assertThat(document("n"))
        .startsWith(
            "{\"a\":1.10,\"b\":5.0,\"c\":9223372036854775807,\"d\":1e400,"
                + "\"e\":12345678901234567890,\"x\":6.1,");
  }

  @Test
  void aMissingDocumentIsLeftMissingOrMade() throws Exception {
    assertThat(patch("?id=none", "this.n = 1", Map.of()).statusCode()).isEqualTo(404);

    HttpResponse<String> made =
        send(
            "?id=none",
            "{'Patch':{'Script':'this.n = 1'},'PatchIfMissing':{'Script':'this.n = args.n;"
                + " this[\\\"@metadata\\\"] = {\\\"@collection\\\":\\\"Made\\\"}','Values':{'n':7}}}");

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.body()).startsWith("{\"Status\":\"Created\",\"Id\":\"none\"");
    assertThat(document("none")).contains("\"n\":7").contains("\"@collection\":\"Made\"");
  }

  @Test
  void aVectorThatIsNotMetIsAConflictOrSkipped() throws Exception {
    HttpResponse<String> conflict =
        server.send(
            server
                .request("/databases/db/docs?id=u/1")
                .header("If-Match", "\"A:9\"")
                .method("PATCH", BodyPublishers.ofString("{\"Patch\":{\"Script\":\"this.n=2\"}}")));
    assertThat(conflict.statusCode()).isEqualTo(409);
    assertThat(conflict.body()).contains("\"ExpectedChangeVector\":\"A:9\"");

    HttpResponse<String> skipped =
        server.send(
            server
                .request("/databases/db/docs?id=u/1&skipPatchIfChangeVectorMismatch=true")
                .header("If-Match", "\"A:9\"")
                .method("PATCH", BodyPublishers.ofString("{\"Patch\":{\"Script\":\"this.n=2\"}}")));
    assertThat(skipped.body()).startsWith("{\"Status\":\"Skipped\"");
    assertThat(document("u/1")).startsWith("{\"n\":1,");
  }

  @Test
  void aTestStoresNothingAndTellsAll() throws Exception {
    HttpResponse<String> done =
        patch(
            "?id=u/1&test=true",
            "output('x', 1); console.log({a: 1}); put('o', {}); load('u/1'); del('p'); this.n = 2",
            Map.of());

    assertThat(done.body())
        .contains("\"ModifiedDocument\":{\"n\":2,")
        .contains("\"OriginalDocument\":{\"n\":1,")
        .contains("\"Info\":[[\"x\",1],{\"a\":1}]")
        .contains("\"LoadDocument\":[\"u/1\"],\"PutDocument\":[\"o\"],\"DeleteDocument\":[\"p\"]");
    assertThat(document("u/1")).startsWith("{\"n\":1,");
    assertThat(server.db().get("o")).isNull();
  }

  @Test
  void scriptsReachOtherDocuments() throws Exception {
    server.put("u/2", "{\"n\":10,\"@metadata\":{\"@collection\":\"Users\"}}");
    patch(
        "?id=u/1",
        "var other = load('U/2'); this.sum = this.n + other.n; this.id = id(this) + id(other);"
            + "this.many = load(['u/2', 'none']).length; this.none = load('none');"
            + "this.collection = getMetadata(other)['@collection'];"
            + "put('u/3', {n: 3, '@metadata': {'@collection': 'Users'}}); this.made = load('u/3').n;"
            + "del('u/2'); this.gone = load('u/2') === null; this.year = new Date(lastModified(this)).getUTCFullYear()",
        Map.of());

    assertThat(document("u/1"))
        .contains("\"sum\":11,\"id\":\"u/1u/2\",\"many\":2,\"none\":null,\"collection\":\"Users\"")
        .contains("\"made\":3,\"gone\":true,\"year\":2026");
    assertThat(server.db().get("u/2")).isNull();
    assertThat(document("u/3")).startsWith("{\"n\":3,");
  }

  @Test
  void commandsOfABatchSeeWhatThoseBeforeThemDid() throws Exception {
    HttpResponse<String> done =
        batch(
            "{'Id':'u/2','Document':{'n':5},'Type':'PUT'},"
                + "{'Id':'u/2','ChangeVector':null,'Patch':{'Script':'this.n++','Values':{}},'Type':'PATCH','ReturnDocument':true},"
                + "{'Id':'u/2','Patch':{'Script':'this.n *= 2'},'Type':'PATCH'},"
                + "{'Id':'u/1','Type':'DELETE'},"
                + "{'Id':'u/1','Patch':{'Script':'this.n = 9'},'Type':'PATCH'},"
                + "{'Id':'u/9','Patch':{'Script':'this.n = 9'},'CreateIfMissing':{'n':1},'Type':'PATCH'}");

    assertThat(done.statusCode()).isEqualTo(201);
    assertThat(done.body())
        .contains(
            "{\"Type\":\"PATCH\",\"PatchStatus\":\"Patched\",\"Id\":\"u/2\",\"ChangeVector\":\"A:3\"")
        .contains("\"ModifiedDocument\":{\"n\":6,")
        .contains("\"PatchStatus\":\"DocumentDoesNotExist\",\"Id\":\"u/1\"")
        .contains("\"PatchStatus\":\"Created\",\"Id\":\"u/9\"");
    assertThat(document("u/2")).startsWith("{\"n\":12,");
    assertThat(document("u/9")).startsWith("{\"n\":1,");
  }

  @Test
  void oneCommandPatchesSeveralDocuments() throws Exception {
    server.put("u/2", "{\"n\":2}");
    String patches =
        "{'Ids':[{'Id':'u/1'},{'Id':'u/2','ChangeVector':'%s'}],'Patch':{'Script':'this.n = 7'},'Type':'BatchPATCH'}";

    assertThat(batch(patches.formatted("A:9")).statusCode()).isEqualTo(409);
    assertThat(document("u/1")).startsWith("{\"n\":1,");
    HttpResponse<String> done = batch(patches.formatted("A:2"));

    assertThat(done.body()).contains("\"Type\":\"BatchPATCH\"");
    assertThat(document("u/1")).startsWith("{\"n\":7,");
    assertThat(document("u/2")).startsWith("{\"n\":7,");
  }

  @Test
  void patchesRunAgainWhenSomebodyElseWasFaster() throws Exception {
    MemoryDatabase database = server.db();
    int[] disturbances = {3};
    database.disturbance =
        () -> {
          if (disturbances[0]-- > 0) {
            byte[] body = ("{\"n\":" + (100 + disturbances[0]) + "}").getBytes(UTF_8);
            database.execute(
                List.of(new DocumentCommand.Put("u/1", null, "Users", "{}".getBytes(UTF_8), body)));
          }
        };

    assertThat(patch("?id=u/1", "this.n++", Map.of()).statusCode()).isEqualTo(200);
    assertThat(document("u/1")).startsWith("{\"n\":101");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throw 'no'                       | no at line 1",
        "this.n = ;                       | syntax error",
        "for (;;);                        | longer than 500 ms",
        "var s = 'a'; for (;;) s += s     | needs more than",
        "nope()                           | nope",
      })
  void aScriptThatFailsChangesNothing(String script, String message) throws Exception {
    HttpResponse<String> failed = patch("?id=u/1", "this.n = 2; " + script, Map.of());

    assertThat(failed.statusCode()).isEqualTo(400);
    assertThat(failed.body())
        .contains("\"Type\":\"Raven.Client.Exceptions.Documents.Patching.JavaScriptException\"")
        .contains(message);
    assertThat(document("u/1")).startsWith("{\"n\":1,");
  }

  @Test
  void whatScriptsCannotDoYetIsSaid() throws Exception {
    HttpResponse<String> refused = patch("?id=u/1", "incrementCounter(this, 'x')", Map.of());

    assertThat(refused.statusCode()).isEqualTo(501);
    assertThat(refused.body()).contains("incrementCounter()");
    assertThat(patch("?id=u/1", "put('u/', {})", Map.of()).statusCode()).isEqualTo(501);
  }

  @Test
  void withoutTheEngineClientsAreToldToTryAgain() throws Exception {
    ScriptEngine engine = server.scripts.get();
    server.scripts.unbind(engine);

    assertThat(patch("?id=u/1", "this.n = 2", Map.of()).statusCode()).isEqualTo(503);
    assertThat(batch("{'Id':'a','Document':{},'Type':'PUT'}").statusCode()).isEqualTo(201);
  }

  private HttpResponse<String> patch(String query, String script, Map<String, ?> values)
      throws Exception {
    return send(
        query, new Gson().toJson(Map.of("Patch", Map.of("Script", script, "Values", values))));
  }

  private HttpResponse<String> send(String query, String body) throws Exception {
    return server.send("PATCH", "/databases/db/docs" + query, body.replace('\'', '"'));
  }

  private HttpResponse<String> batch(String commands) throws Exception {
    String body = "{\"Commands\":[" + commands.replace('\'', '"') + "]}";
    return server.send("POST", "/databases/db/bulk_docs", body);
  }

  private String document(String id) throws Exception {
    String body = server.get("/databases/db/docs?id=" + id).body();
    return body.substring("{\"Results\":[".length());
  }
}
