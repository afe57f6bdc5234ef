// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import net.ravendb.client.documents.BulkInsertOperation;
import net.ravendb.client.documents.CloseableIterator;
import net.ravendb.client.documents.DocumentStore;
import net.ravendb.client.documents.Lazy;
import net.ravendb.client.documents.commands.StreamResult;
import net.ravendb.client.documents.session.IDocumentSession;
import net.ravendb.client.documents.session.OrderingType;
import net.ravendb.client.documents.session.StreamQueryStatistics;
import net.ravendb.client.primitives.Reference;
import net.ravendb.client.serverwide.DatabaseRecord;
import net.ravendb.client.serverwide.operations.CreateDatabaseOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of the official Java client that come later, piece by piece, computed, or not at all. */
@OneJdkUnlessLong
class AnswersIT {
  private static final int COUNT = 3_000;
  private static final String SLOW =
      """
      declare function slow(n) {
        var sum = 0;
        for (var i = 0; i < 200000; i++) { sum += i % 7; }
        return { sum: sum };
      }
      from Numerals as n select slow(n)
      """;

  /** A document. */
  public static class Numeral {
    public String id;
    public int value;
    public String parity;

    static Numeral of(int value) {
      Numeral number = new Numeral();
      number.value = value;
      number.parity = value % 2 == 0 ? "even" : "odd";
      return number;
    }
  }

  /** What a function makes of one. */
  public static class Text {
    public String text;
  }

  @TempDir static Path data;
  private static ServerProcess server;
  private static DocumentStore store;

  @BeforeAll
  static void storeNumerals() throws Exception {
    server = ServerProcess.serving(data.resolve("server"));
    store = new DocumentStore(server.url(), "numbers");
    store.initialize();
    DatabaseRecord record = new DatabaseRecord();
    record.setDatabaseName("numbers");
    store.maintenance().server().send(new CreateDatabaseOperation(record));
    try (BulkInsertOperation insert = store.bulkInsert()) {
      for (int i = 1; i <= COUNT; i++) {
        insert.store(Numeral.of(i), "numerals/" + i);
      }
    }
  }

  @AfterAll
  static void stop() throws Exception {
    store.close();
    server.close();
  }

  @Test
  void severalCanBeAskedForAtOnce() {
    try (IDocumentSession session = store.openSession()) {
      Lazy<List<Numeral>> small =
          session.query(Numeral.class).whereLessThan("value", 3).orderBy("value").lazily();
      Lazy<Integer> even = session.query(Numeral.class).whereEquals("parity", "even").countLazily();
      Lazy<Numeral> one = session.advanced().lazily().load(Numeral.class, "numerals/7");
      session.advanced().eagerly().executeAllPendingLazyOperations();
      assertThat(small.getValue()).extracting(number -> number.value).containsExactly(1, 2);
      assertThat(even.getValue()).isEqualTo(COUNT / 2);
      assertThat(one.getValue().value).isEqualTo(7);
      assertThat(session.advanced().getNumberOfRequests()).isEqualTo(1);
    }
  }

  @Test
  void aStreamBringsAllThatIsFound() {
    Reference<StreamQueryStatistics> statistics = new Reference<>();
    List<Integer> values = new ArrayList<>();
    try (IDocumentSession session = store.openSession();
        CloseableIterator<StreamResult<Numeral>> stream =
            session.advanced().stream(
                session
                    .query(Numeral.class)
                    .whereEquals("parity", "odd")
                    .orderBy("value", OrderingType.LONG),
                statistics)) {
      stream.forEachRemaining(found -> values.add(found.getDocument().value));
    }
    assertThat(values).hasSize(COUNT / 2).isSorted().startsWith(1, 3, 5);
    assertThat(statistics.value.getTotalResults()).isEqualTo(COUNT / 2);
  }

  @Test
  void aStreamBringsDocumentsByTheBeginningOfTheirIds() {
    List<String> ids = new ArrayList<>();
    try (IDocumentSession session = store.openSession();
        CloseableIterator<StreamResult<Numeral>> stream =
            session.advanced().stream(Numeral.class, "numerals/299")) {
      stream.forEachRemaining(found -> ids.add(found.getId()));
    }
    assertThat(ids).hasSize(11).allMatch(id -> id.startsWith("numerals/299"));
  }

  @Test
  void aFunctionMakesTheAnswer() {
    try (IDocumentSession session = store.openSession()) {
      List<Text> texts =
          session
              .advanced()
              .rawQuery(
                  Text.class,
                  """
                  declare function text(n, sign) { return { text: n.value + sign + n.parity }; }
                  from Numerals as n where n.value <= 2 order by n.value select text(n, $sign)
                  """)
              .addParameter("sign", ": ")
              .toList();
      assertThat(texts).extracting(found -> found.text).containsExactly("1: odd", "2: even");
    }
  }

  @Test
  void aQueryThatIsKilledEndsWithAnError() throws Exception {
    CompletableFuture<List<Object>> slow =
        CompletableFuture.supplyAsync(
            () -> {
              try (IDocumentSession session = store.openSession()) {
                return session.advanced().rawQuery(Object.class, SLOW).toList();
              }
            });
    Http http = new Http(server);
    long id = awaitRunning(http);
    assertThat(
            http.admin("POST", "/databases/numbers/debug/queries/kill?id=" + id, "").statusCode())
        .isEqualTo(204);
    assertThatThrownBy(slow::get)
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("The query was stopped: it was killed.");
    assertThat(running(http).size()).isZero();
  }

  private static long awaitRunning(Http http) throws Exception {
    return Await.until(
        "the query runs",
        () ->
            running(http).asMap().values().stream()
                .flatMap(ofIndex -> ofIndex.getAsJsonArray().asList().stream())
                .map(query -> query.getAsJsonObject().get("QueryId").getAsLong())
                .findFirst());
  }

  private static JsonObject running(Http http) throws Exception {
    return http.adminJson("/databases/numbers/debug/queries/running");
  }
}
