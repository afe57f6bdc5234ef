// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.indexing.api.IndexBatch;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexDefinition.LockMode;
import porthole.indexing.api.IndexError;
import porthole.indexing.api.IndexFieldOptions;
import porthole.indexing.api.IndexReport;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.SpatialOptions;

class IndexesTest {
  private static final String INDEXES = "/databases/db/indexes";

  private final ScriptedIndexing indexing = new ScriptedIndexing();
  private final ScriptedIndexes indexes = indexing.indexes;
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

  private String get(String path) throws Exception {
    return server.get(INDEXES + path).body();
  }

  private HttpResponse<String> put(String definition) throws Exception {
    return server.send("PUT", "/databases/db/admin/indexes", "{\"Indexes\":[" + definition + "]}");
  }

  @Test
  void readsAndShowsWhatDefinitionsSay() throws Exception {
    String definition =
        "{\"Name\":\"ByName\",\"Maps\":[\"m1\",\"m2\"],\"Reduce\":\"r\",\"Type\":\"JavaScriptMap\","
            + "\"LockMode\":\"LockedIgnore\",\"Priority\":null,\"State\":\"Disabled\","
            + "\"Fields\":{\"f\":{\"Storage\":\"Yes\",\"Indexing\":\"Search\",\"Analyzer\":\"A\","
            + "\"TermVector\":\"WithPositionsAndOffsets\",\"Suggestions\":true,\"Spatial\":"
            + "{\"Type\":\"Cartesian\",\"Strategy\":\"QuadPrefixTree\",\"MaxTreeLevel\":7,"
            + "\"MinX\":-1.5,\"Units\":\"Miles\"}},\"g\":null},\"Configuration\":{\"a\":\"b\"},"
            + "\"AdditionalAssemblies\":null,\"Unknown\":[{}]}";
    assertThat(put(definition).statusCode()).isEqualTo(201);
    IndexDefinition read = indexes.definitions.get(0);
    assertThat(read.maps).containsExactly("m1", "m2");
    assertThat(read.lockMode).isEqualTo(LockMode.LOCKED_IGNORE);
    assertThat(read.priority).isNull();
    IndexFieldOptions field = read.fields.get("f");
    assertThat(field.stored).isTrue();
    assertThat(field.spatial.strategy).isEqualTo(SpatialOptions.Strategy.QUAD_PREFIX_TREE);
    assertThat(field.spatial.minX).isEqualTo(-1.5);
    assertThat(get("?name=byname"))
        .contains("\"Maps\":[\"m1\",\"m2\"],\"Reduce\":\"r\"")
        .contains("\"LockMode\":\"LockedIgnore\"", "\"TermVector\":\"WithPositionsAndOffsets\"")
        .contains("\"Storage\":\"Yes\"", "\"Units\":\"Miles\"", "\"Configuration\":{\"a\":\"b\"}");
  }

  @Test
  void listsIndexesByPagesAndNames() throws Exception {
    for (String name : new String[] {"A", "B", "C"}) {
      IndexDefinition definition = new IndexDefinition();
      definition.name = name;
      indexes.definitions.add(definition);
    }
    assertThat(get("?start=1&pageSize=1&namesOnly=true")).isEqualTo("{\"Results\":[\"B\"]}");
    assertThat(get("?start=9&pageSize=128")).isEqualTo("{\"Results\":[]}");
    assertThat(server.get(INDEXES + "?name=D").statusCode()).isEqualTo(404);
  }

  @Test
  void saysWhatIsNoIndex() throws Exception {
    indexes.failure = new IndexingException.NoIndex("Line 1: no map");
    HttpResponse<String> refused = put("{\"Name\":\"X\"}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("Raven.Client.Exceptions.Documents.Compilation.IndexCompilationException")
        .contains("Line 1: no map");
    assertThat(put("{\"Name\":\"X\",\"LockMode\":\"Open\"}").body())
        .contains("LockMode is 'Open'", "Unlock, LockedIgnore, LockedError");
    assertThat(put("{\"Name\":\"X\",\"AdditionalAssemblies\":[{}]}").statusCode()).isEqualTo(501);
    assertThat(put("{\"Name\":\"X\",\"OutputReduceToCollection\":\"Y\"}").statusCode())
        .isEqualTo(501);
    assertThat(server.send("PUT", INDEXES, "{}").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE | /indexes?name=X               |                | delete X",
        "RESET  | /indexes?name=X               |                | reset X",
        "POST   | /admin/indexes/start          |                | ALL paused false",
        "POST   | /admin/indexes/stop?type=map  |                | MAP paused true",
        "POST   | /admin/indexes/stop?type=map-reduce |          | MAP_REDUCE paused true",
        "POST   | /admin/indexes/stop?name=a%2Fb |               | a/b paused true",
        "POST   | /admin/indexes/disable?name=X&clusterWide=true | | X disabled true",
        "POST   | /admin/indexes/enable?name=X  |                | X disabled false",
        "POST   | /indexes/set-lock | {\"IndexNames\":[\"X\"],\"Mode\":\"LockedError\"} |"
            + " [X] LOCKED_ERROR",
        "POST   | /indexes/set-priority | {\"IndexNames\":[\"X\"],\"Priority\":\"Low\"} | [X] LOW",
      })
  void doesWhatItIsAsked(String method, String path, String body, String done) throws Exception {
    HttpResponse<String> answer =
        server.send(method, "/databases/db" + path, body == null ? "" : body);
    assertThat(answer.statusCode()).isBetween(200, 204);
    assertThat(indexes.done).containsExactly(done);
  }

  @Test
  void anIndexThatIsNotThereIsNoEmptyAnswer() throws Exception {
    indexes.failure = new IndexingException.IndexDoesNotExist("db", "X");
    HttpResponse<String> answer = server.send("RESET", INDEXES + "?name=X", "");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("Raven.Client.Exceptions.Documents.Indexes.IndexDoesNotExistException");
    assertThat(server.send("DELETE", INDEXES + "/errors?name=X", "").statusCode()).isEqualTo(400);
    assertThat(server.get(INDEXES + "/stats?name=X").statusCode()).isEqualTo(404);
  }

  @Test
  void reportsHowIndexesAre() throws Exception {
    IndexReport report = new IndexReport();
    report.name = "X";
    report.entries = 3;
    report.stale = true;
    report.mapAttempts = 5;
    report.mapErrors = 1;
    report.collections.put("Users", 7L);
    report.lastIndexed = Instant.EPOCH;
    indexes.reports.add(report);
    indexes.errors.add(new IndexError("users/1", "Map", "bad", Instant.EPOCH));
    assertThat(get("/stats?name=x"))
        .contains("\"Name\":\"X\",\"IsStale\":true,\"State\":\"Normal\"")
        .contains("\"EntriesCount\":3", "\"MapSuccesses\":4", "\"LastProcessedDocumentEtag\":7");
    assertThat(get("/errors"))
        .contains("\"Document\":\"users/1\",\"Action\":\"Map\",\"Error\":\"bad\"");
    assertThat(get("/status"))
        .isEqualTo(
            "{\"Status\":\"Running\",\"Indexes\":[{\"Name\":\"X\",\"Status\":\"Running\"}]}");
    indexes.paused = true;
    assertThat(get("/status")).startsWith("{\"Status\":\"Paused\"");
    assertThat(get("/staleness?name=X")).contains("\"IsStale\":true", "up to etag 0");
    assertThat(get("/progress")).contains("\"TotalNumberOfItems\":0");
    assertThat(get("/terms?name=X&field=f&fromValue=&pageSize="))
        .contains("\"Terms\":[\"X\",\"f\",\"\",\"1024\"]");
    assertThat(server.get("/databases/db/stats").body())
        .contains("\"CountOfIndexes\":1", "\"SourceType\":\"Documents\"");
  }

  @Test
  void reportsWhatItsTimeWentTo() throws Exception {
    IndexReport report = new IndexReport();
    report.name = "X";
    indexes.reports.add(report);
    IndexBatch batch = new IndexBatch();
    batch.number = 4;
    batch.duration = Duration.ofMillis(1500);
    batch.changes = 10;
    batch.phases.put("Map", Duration.ofNanos(1_250_000));
    indexes.batches.add(batch);
    assertThat(get("/performance?name=X"))
        .contains("\"Id\":4", "\"DurationInMs\":1500", "\"InputCount\":10")
        .contains("{\"Name\":\"Map\",\"DurationInMs\":1.25}");
    assertThat(get("/total-time")).contains("\"TotalIndexingTime\":\"00:00:01.5000000\"");
  }

  @Test
  void comparesDefinitions() throws Exception {
    assertThat(server.send("POST", INDEXES + "/has-changed", "{\"Name\":\"X\"}").body())
        .isEqualTo("{\"Changed\":true}");
  }
}
