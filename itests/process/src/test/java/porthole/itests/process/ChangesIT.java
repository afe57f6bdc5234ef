// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.ravendb.client.documents.BulkInsertOperation;
import net.ravendb.client.documents.DocumentStore;
import net.ravendb.client.documents.changes.DocumentChange;
import net.ravendb.client.documents.changes.DocumentChangeTypes;
import net.ravendb.client.documents.changes.IChangesObservable;
import net.ravendb.client.documents.changes.IDatabaseChanges;
import net.ravendb.client.documents.changes.IndexChange;
import net.ravendb.client.documents.changes.IndexChangeTypes;
import net.ravendb.client.documents.changes.Observers;
import net.ravendb.client.documents.changes.OperationStatusChange;
import net.ravendb.client.documents.operations.DeleteByQueryOperation;
import net.ravendb.client.documents.queries.IndexQuery;
import net.ravendb.client.documents.session.IDocumentSession;
import net.ravendb.client.primitives.CleanCloseable;
import net.ravendb.client.serverwide.DatabaseRecord;
import net.ravendb.client.serverwide.operations.CreateDatabaseOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import porthole.itests.swap.UpdatingActivator;

/**
 * The official Java client hears of changes, whatever happens to the server's bundles meanwhile.
 */
@OneJdkUnlessLong
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ChangesIT {

  /** A document. */
  public static class User {
    public String id;
    public String name = "Ada";
  }

  /** A document of another collection. */
  public static class Order {
    public String id;
  }

  @TempDir static Path data;
  private static ServerProcess server;
  private static Http http;
  private DocumentStore store;
  private String database;

  @BeforeAll
  static void startServer() throws Exception {
    server = ServerProcess.serving(data.resolve("server"));
    http = new Http(server);
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void createDatabase(TestInfo test) {
    database = test.getTestMethod().orElseThrow().getName();
    store = new DocumentStore(server.url(), database);
    store.initialize();
    DatabaseRecord record = new DatabaseRecord();
    record.setDatabaseName(database);
    store.maintenance().server().send(new CreateDatabaseOperation(record));
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private IDatabaseChanges changes() {
    IDatabaseChanges changes = store.changes();
    changes.ensureConnectedNow();
    return changes;
  }

  private static <T> BlockingQueue<T> heard(IChangesObservable<T> observable) {
    BlockingQueue<T> heard = new LinkedBlockingQueue<>();
    CleanCloseable unused = observable.subscribe(Observers.create(heard::add));
    return heard;
  }

  private static <T> T next(BlockingQueue<T> heard) throws InterruptedException {
    T next = heard.poll(30, TimeUnit.SECONDS);
    assertThat(next).as("something heard within 30 s").isNotNull();
    return next;
  }

  private void put(Object document, String id) {
    try (IDocumentSession session = store.openSession()) {
      session.store(document, id);
      session.saveChanges();
    }
  }

  private void delete(String id) {
    try (IDocumentSession session = store.openSession()) {
      session.delete(id);
      session.saveChanges();
    }
  }

  @Test
  void hearsOfDocumentsByIdPrefixAndCollection() throws Exception {
    IDatabaseChanges changes = changes();
    BlockingQueue<DocumentChange> one = heard(changes.forDocument("users/2"));
    BlockingQueue<DocumentChange> some = heard(changes.forDocumentsStartingWith("USERS/"));
    BlockingQueue<DocumentChange> orders = heard(changes.forDocumentsInCollection("orders"));
    put(new User(), "users/1");
    put(new Order(), "orders/1");
    put(new User(), "users/2");
    assertThat(next(some).getId()).isEqualTo("users/1");
    assertThat(next(some).getType()).isEqualTo(DocumentChangeTypes.PUT);
    assertThat(next(one).getChangeVector()).startsWith("A:");

    // Had it been deleted before the other change was told, only that would be told.
    delete("users/2");
    DocumentChange deleted = next(some);
    assertThat(deleted.getType()).isEqualTo(DocumentChangeTypes.DELETE);
    assertThat(deleted.getCollectionName()).isEqualTo("Users");
    assertThat(next(one).getType()).isEqualTo(DocumentChangeTypes.DELETE);
    assertThat(next(orders).getId()).isEqualTo("orders/1");
    assertThat(some).isEmpty();
    assertThat(orders).isEmpty();
  }

  @Test
  void hearsOfIndexesAndOperations() throws Exception {
    put(new User(), "users/1");
    IDatabaseChanges changes = changes();
    BlockingQueue<IndexChange> indexes = heard(changes.forAllIndexes());
    BlockingQueue<OperationStatusChange> operations = heard(changes.forAllOperations());
    IndexQuery ada = new IndexQuery("from Users where name = 'Ada'");
    store.operations().sendAsync(new DeleteByQueryOperation(ada)).waitForCompletion();

    IndexChange added = next(indexes);
    assertThat(added.getType()).isEqualTo(IndexChangeTypes.INDEX_ADDED);
    assertThat(added.getName()).isEqualTo("Auto/Users/Byname");
    assertThat(next(indexes).getType()).isEqualTo(IndexChangeTypes.BATCH_COMPLETED);
    OperationStatusChange status = next(operations);
    while (!status.getState().get("Status").asText().equals("Completed")) {
      status = next(operations);
    }
    assertThat(status.getState().get("Result").get("Total").asInt()).isEqualTo(1);
  }

  @Test
  void keepsAggressivelyCachedAnswersAsLongAsNothingChanges() throws Exception {
    put(new User(), "users/1");
    try (CleanCloseable caching = store.aggressivelyCache()) {
      assertThat(loadName()).isEqualTo("Ada");
      assertThat(store.getRequestExecutor().getCache().getNumberOfItems()).isPositive();
      User changed = new User();
      changed.name = "Grace";
      put(changed, "users/1");
      Await.untilTrue("the cached answer is asked for anew", () -> loadName().equals("Grace"));
    }
  }

  private String loadName() {
    try (IDocumentSession session = store.openSession()) {
      return session.load(User.class, "users/1").name;
    }
  }

  @Test
  void hearsAgainWhenTheBundlesHaveBeenReplaced() throws Exception {
    BlockingQueue<DocumentChange> heard = heard(changes().forAllDocuments());
    put(new User(), "users/1");
    assertThat(next(heard).getId()).isEqualTo("users/1");
    TestBundle.deploy(server, UpdatingActivator.class, "org.osgi.framework");
    server.awaitLine(line -> line.contains(UpdatingActivator.DONE));

    Await.untilTrue("the client watches again", () -> watches(database) >= 2);
    put(new User(), "users/2");
    assertThat(next(heard).getId()).isEqualTo("users/2");
  }

  @Test
  void watchesThroughAnUnload() throws Exception {
    BlockingQueue<DocumentChange> heard = heard(changes().forAllDocuments());
    put(new User(), "users/1");
    String unload = "{\"DatabaseNames\":[\"" + database + "\"]}";
    assertThat(http.admin("POST", "/admin/databases/unload", unload).statusCode()).isEqualTo(200);
    assertThat(report(database).get("Loaded").getAsBoolean()).isFalse();
    put(new User(), "users/2");
    assertThat(next(heard).getId()).isEqualTo("users/1");
    assertThat(next(heard).getId()).isEqualTo("users/2");
  }

  @Test
  void closesAConnectionThatDoesNotReadAndHoldsUpNobody() throws Exception {
    WebSocket stalled =
        socket(
            database,
            new WebSocket.Listener() {
              @Override
              public void onOpen(WebSocket socket) {
                // Asks for nothing: what comes stays in the network's buffers.
              }
            });
    stalled.sendText("{\"CommandId\":1,\"Command\":\"watch-docs\"}", true).join();
    Await.untilTrue("the stalled client watches", () -> watches(database) == 1);
    BlockingQueue<DocumentChange> heard = heard(changes().forAllDocuments());
    int count = 24_000;
    String padding = "x".repeat(400);
    try (BulkInsertOperation bulk = store.bulkInsert()) {
      for (int i = 0; i < count; i++) {
        bulk.store(new User(), "users/" + padding + i);
      }
    }
    for (int i = 0; i < count; i++) {
      assertThat(next(heard).getId()).endsWith("x" + i);
    }
    Await.untilTrue("the stalled connection is closed", () -> connections(database) == 1);
    stalled.abort();
  }

  @Test
  void refusesForeignPagesAndUnknownDatabases() {
    assertThatThrownBy(
            () ->
                HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("Origin", "https://elsewhere.example")
                    .buildAsync(uri(database), new WebSocket.Listener() {})
                    .join())
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("WebSocketHandshakeException");
    assertThatThrownBy(() -> socket("nowhere", new WebSocket.Listener() {}))
        .isInstanceOf(CompletionException.class);
  }

  private static URI uri(String database) {
    return URI.create(server.url().replace("http:", "ws:") + "/databases/" + database + "/changes");
  }

  private static WebSocket socket(String database, WebSocket.Listener listener) {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .connectTimeout(Duration.ofSeconds(10))
        .buildAsync(uri(database), listener)
        .join();
  }

  private static JsonObject report(String database) throws Exception {
    JsonArray all = http.adminJson("/admin/debug/changes").getAsJsonArray("Databases");
    for (var one : all) {
      if (one.getAsJsonObject().get("Database").getAsString().equals(database)) {
        return one.getAsJsonObject();
      }
    }
    return new JsonObject();
  }

  private static int connections(String database) throws Exception {
    JsonObject report = report(database);
    return report.has("Connections") ? report.getAsJsonArray("Connections").size() : 0;
  }

  private static int watches(String database) throws Exception {
    int watches = 0;
    JsonObject report = report(database);
    if (report.has("Connections")) {
      for (var connection : report.getAsJsonArray("Connections")) {
        watches += connection.getAsJsonObject().get("Watches").getAsInt();
      }
    }
    return watches;
  }
}
