// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.ravendb.client.Parameters;
import net.ravendb.client.documents.DocumentStore;
import net.ravendb.client.documents.commands.batches.BatchPatchCommandData;
import net.ravendb.client.documents.operations.DeleteByQueryOperation;
import net.ravendb.client.documents.operations.PatchByQueryOperation;
import net.ravendb.client.documents.operations.PatchOperation;
import net.ravendb.client.documents.operations.PatchRequest;
import net.ravendb.client.documents.operations.PatchStatus;
import net.ravendb.client.documents.queries.IndexQuery;
import net.ravendb.client.documents.session.IDocumentSession;
import net.ravendb.client.exceptions.ConcurrencyException;
import net.ravendb.client.exceptions.documents.patching.JavaScriptException;
import net.ravendb.client.serverwide.DatabaseRecord;
import net.ravendb.client.serverwide.operations.CreateDatabaseOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts of the official Java client change documents, and nothing else. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
@OneJdkUnlessLong
class PatchIT {

  /** A document. */
  public static class Item {
    public String id;
    public String name;
    public int count;
    public List<String> tags = new ArrayList<>();

    static Item of(String name, int count) {
      Item item = new Item();
      item.name = name;
      item.count = count;
      return item;
    }
  }

  @TempDir static Path data;
  private static ServerProcess server;
  private static DocumentStore store;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.serving(data.resolve("server"));
    store = new DocumentStore(server.url(), "patched");
    store.initialize();
    DatabaseRecord record = new DatabaseRecord();
    record.setDatabaseName("patched");
    store.maintenance().server().send(new CreateDatabaseOperation(record));
  }

  @AfterAll
  static void stop() throws Exception {
    store.close();
    server.close();
  }

  private static void store(String id, String name, int count) {
    try (IDocumentSession session = store.openSession()) {
      session.store(Item.of(name, count), id);
      session.saveChanges();
    }
  }

  private static Item load(String id) {
    try (IDocumentSession session = store.openSession()) {
      return session.load(Item.class, id);
    }
  }

  @Test
  void sessionsPatchWithoutLoading() {
    store("items/1", "old", 1);
    try (IDocumentSession session = store.openSession()) {
      session.advanced().patch("items/1", "name", "new");
      session.advanced().increment("items/1", "count", 4);
      session.advanced().patchArray("items/1", "tags", tags -> tags.add("a", "b"));
      session.advanced().addOrIncrement("items/9", Item.of("made", 1), "count", 1);
      session.saveChanges();
      assertThat(session.advanced().getNumberOfRequests()).isEqualTo(1);
    }
    Item item = load("items/1");
    assertThat(item.name).isEqualTo("new");
    assertThat(item.count).isEqualTo(5);
    assertThat(item.tags).containsExactly("a", "b");
    assertThat(load("items/9").name).isEqualTo("made");
  }

  @Test
  void aLoadedEntityFollowsItsPatch() {
    store("items/2", "old", 1);
    try (IDocumentSession session = store.openSession()) {
      Item item = session.load(Item.class, "items/2");
      session.advanced().patch(item, "name", "new");
      session.saveChanges();
      assertThat(item.name).isEqualTo("new");
    }
  }

  @Test
  void oneDocumentIsPatchedByAScript() {
    store("items/3", "old", 3);
    PatchRequest request = PatchRequest.forScript("this.count *= args.by; this.name += $by");
    request.setValues(Map.of("by", 2));
    PatchOperation.Result<Item> result =
        store.operations().send(Item.class, new PatchOperation("items/3", null, request));

    assertThat(result.getStatus()).isEqualTo(PatchStatus.PATCHED);
    assertThat(result.getDocument().count).isEqualTo(6);
    assertThat(load("items/3").name).isEqualTo("old2");
    PatchRequest nothing = PatchRequest.forScript("this.count = 6");
    assertThat(store.operations().send(new PatchOperation("items/3", null, nothing)))
        .isEqualTo(PatchStatus.NOT_MODIFIED);
    assertThat(store.operations().send(new PatchOperation("items/none", null, nothing)))
        .isEqualTo(PatchStatus.DOCUMENT_DOES_NOT_EXIST);
  }

  @Test
  void aBatchPatchesSeveralOrNone() {
    store("items/4", "old", 4);
    store("items/5", "old", 5);
    PatchRequest request = PatchRequest.forScript("this.name = 'new'");
    try (IDocumentSession session = store.openSession()) {
      session
          .advanced()
          .defer(
              new BatchPatchCommandData(request, null, "items/4"),
              new BatchPatchCommandData(
                  request,
                  null,
                  BatchPatchCommandData.IdAndChangeVector.create("items/5", "wrong")));
      assertThatThrownBy(session::saveChanges).isInstanceOf(ConcurrencyException.class);
    }
    assertThat(load("items/4").name).isEqualTo("old");
    try (IDocumentSession session = store.openSession()) {
      session.advanced().defer(new BatchPatchCommandData(request, null, "items/4", "items/5"));
      session.saveChanges();
    }
    assertThat(load("items/5").name).isEqualTo("new");
  }

  @Test
  void allThatAQueryFindsIsPatchedOrDeleted() {
    for (int i = 0; i < 5; i++) {
      store("found/" + i, "found", 100 + i);
    }
    store
        .operations()
        .sendAsync(
            new PatchByQueryOperation(
                "declare function twice(n) { return 2 * n; }"
                    + " from Items as i where i.count >= 102 and startsWith(id(), 'found/')"
                    + " update { i.count = twice(this.count); put('log/' + i.count, {n: 1}) }"))
        .waitForCompletion();

    assertThat(load("found/1").count).isEqualTo(101);
    assertThat(load("found/4").count).isEqualTo(208);
    assertThat(load("log/208")).isNotNull();
    IndexQuery query = new IndexQuery("from Items where count > $n and startsWith(id(), 'found/')");
    Parameters parameters = new Parameters();
    parameters.put("n", 102);
    query.setQueryParameters(parameters);
    store.operations().sendAsync(new DeleteByQueryOperation(query)).waitForCompletion();

    assertThat(load("found/1")).isNotNull();
    assertThat(load("found/3")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "this.count = 9; for (;;);",
        "this.count = 9; var all = []; for (;;) all.push('x'.repeat(1000) + all.length);",
        "this.count = 9; var s = 'x'; for (;;) s += s;",
        "this.count = 9; /(a+)+$/.test('a'.repeat(50) + 'b')",
        "this.count = 9; java.lang.System.exit(1)",
        "this.count = 9; throw 5"
      })
  void scriptsThatTakeAllOrReachOutAreEnded(String script) {
    store("items/6", "old", 6);
    PatchRequest request = PatchRequest.forScript(script);

    assertThatThrownBy(() -> store.operations().send(new PatchOperation("items/6", null, request)))
        .isExactlyInstanceOf(JavaScriptException.class);
    assertThat(load("items/6").count).isEqualTo(6);
  }

  @Test
  void anOperationWhoseScriptFailsSaysSo() {
    store("items/7", "old", 7);

    assertThatThrownBy(
            () ->
                store
                    .operations()
                    .sendAsync(
                        new PatchByQueryOperation(
                            "from Items where id() = 'items/7' update { this.count = 9; throw 5 }"))
                    .waitForCompletion())
        .isExactlyInstanceOf(JavaScriptException.class);
    assertThat(load("items/7").count).isEqualTo(7);
  }
}
