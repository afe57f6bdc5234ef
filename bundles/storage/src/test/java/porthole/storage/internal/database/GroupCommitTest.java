// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static porthole.storage.internal.database.Fixture.put;
import static porthole.storage.internal.database.Fixture.putAt;
import static porthole.storage.internal.database.Fixture.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.storage.api.CommandResult;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.DocumentCommand;
import porthole.storage.api.StorageException;
import porthole.storage.api.engine.EngineException;
import porthole.testing.storage.Faults;
import porthole.testing.storage.FaultyEngine;
import porthole.testing.storage.MemoryEngine;

class GroupCommitTest {
  private static final String NAME = "Northwind";

  @TempDir Path data;
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final FaultyEngine engine = new FaultyEngine(new MemoryEngine());
  private final Faults faults = engine.faults(NAME);
  private Fixture storage;
  private Database database;

  @BeforeEach
  void open() {
    storage = new Fixture(engine, data);
    database = storage.create(NAME);
    store(database, put("first"));
  }

  @AfterEach
  void close() throws InterruptedException {
    callers.shutdown();
    storage.close();
  }

  /** Queues requests behind one whose commit is held. */
  private List<Future<List<CommandResult>>> queueBehind(
      Faults.Hold hold, List<List<DocumentCommand>> requests) {
    List<Future<List<CommandResult>>> futures = new ArrayList<>();
    futures.add(callers.submit(() -> database.execute(List.of(put("held")))));
    hold.awaitEntered();
    for (int i = 0; i < requests.size(); i++) {
      List<DocumentCommand> request = requests.get(i);
      futures.add(callers.submit(() -> database.execute(request)));
      awaitQueued(i + 1);
    }
    return futures;
  }

  private void awaitQueued(int count) {
    OpenDatabase internals = storage.internals(NAME);
    while (internals.queued() < count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void thoseThatWaitShareOneCommit() throws Exception {
    Faults.Hold hold = faults.holdNextCommit();
    List<List<DocumentCommand>> requests = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      requests.add(List.of(put("a/" + i), put("b/" + i)));
    }
    List<Future<List<CommandResult>>> futures = queueBehind(hold, requests);
    int before = faults.commits();
    hold.release();
    for (Future<List<CommandResult>> future : futures) {
      assertThat(future.get()).isNotEmpty();
    }
    assertThat(faults.commits() - before).as("the held commit and one for all").isEqualTo(2);
    assertThat(database.stats().documents).isEqualTo(42);
    assertThat(database.stats().lastEtag).isEqualTo(42);
  }

  @Test
  void aFailingRequestDoesNotDisturbTheOthersOfItsGroup() throws Exception {
    Faults.Hold hold = faults.holdNextCommit();
    List<Future<List<CommandResult>>> futures =
        queueBehind(
            hold,
            List.of(
                List.of(put("a")),
                List.of(put("lost"), putAt("a", "")),
                List.of(putAt("b", "")),
                List.of(putAt("b", ""))));
    hold.release();
    assertThat(futures.get(1).get()).hasSize(1);
    assertViolation(futures.get(2));
    assertThat(futures.get(3).get()).hasSize(1);
    assertViolation(futures.get(4));
    assertThat(database.get("lost")).isNull();
    assertThat(database.get("b").etag()).isEqualTo(4);
    assertThat(database.stats().documents).isEqualTo(4);
  }

  private static void assertViolation(Future<?> future) {
    assertThatThrownBy(future::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StorageException.ConcurrencyViolation.class);
  }

  @Test
  void ofAFailedCommitNothingIsAcknowledgedOrVisible() throws Exception {
    String before = database.get("first").changeVector();
    faults.failNextCommit(() -> new EngineException("disk on fire", null));
    Faults.Hold hold = faults.holdNextCommit();
    List<Future<List<CommandResult>>> futures =
        queueBehind(hold, List.of(List.of(put("a")), List.of(putAt("first", ""))));
    hold.release();
    for (Future<?> future : futures) {
      assertThatThrownBy(future::get)
          .hasCauseInstanceOf(StorageException.EngineFailed.class)
          .hasMessageContaining("disk on fire")
          .hasMessageContaining(NAME);
    }
    assertThat(database.get("held")).isNull();
    assertThat(database.get("a")).isNull();
    assertThat(database.get("first").changeVector()).isEqualTo(before);
    assertThat(database.stats().lastEtag).isEqualTo(1);
    assertThat(database.changes(null, 1, 10)).isEmpty();
  }

  @Test
  void aRequestSeesWhatIsBeingCommitted() throws Exception {
    Faults.Hold hold = faults.holdNextCommit();
    List<Future<List<CommandResult>>> futures =
        queueBehind(
            hold,
            List.of(
                List.of(put("held")),
                List.of(putAt("held", "")),
                List.of(new DocumentCommand.DeletePrefix("he"))));
    hold.release();
    assertThat(futures.get(1).get()).hasSize(1);
    assertViolation(futures.get(2));
    assertThat(futures.get(3).get()).hasSize(1);
    assertThat(database.get("held")).isNull();
    assertThat(database.changes(null, 1, 10))
        .as("the held write, and the one over it, have left nothing but the delete")
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.etag()).isEqualTo(4);
              assertThat(change.document()).isNull();
            });
    assertThat(database.stats().documents).isEqualTo(1);
    assertThat(database.stats().tombstones).isEqualTo(1);
  }

  @Test
  void afterAFailedCommitNothingIsAcknowledgedUntilAFreshLoad() {
    faults.failNextCommit(() -> new EngineException.NoSpace("disk full", null));
    assertThatThrownBy(() -> store(database, put("a")))
        .isInstanceOf(StorageException.EngineFailed.class)
        .hasCauseInstanceOf(EngineException.NoSpace.class);
    assertThatThrownBy(() -> store(database, put("b")))
        .isInstanceOf(StorageException.EngineFailed.class);
    Database stillOpen = storage.open(NAME);
    assertThat(stillOpen).isSameAs(database);
    assertThat(stillOpen.get("first")).isNotNull();
    assertThat(storage.catalog.info(NAME).orElseThrow().failure).contains("disk full");

    storage.pass(Duration.ofSeconds(1));
    Database fresh = storage.open(NAME);
    assertThat(store(fresh, put("a")).etag()).isEqualTo(2);
    assertThat(fresh.get("b")).isNull();
    assertThat(storage.catalog.info(NAME).orElseThrow().state).isEqualTo(DatabaseState.LOADED);
    assertThat(storage.catalog.info(NAME).orElseThrow().failure).isEmpty();
    assertThatThrownBy(() -> database.get("first"))
        .isInstanceOf(StorageException.DatabaseUnavailable.class);
  }

  @Test
  void aRequestThatWritesNothingCommitsNothing() {
    int before = faults.commits();
    database.execute(List.of(new DocumentCommand.Delete("nothing", null)));
    assertThat(faults.commits()).isEqualTo(before);
  }

  @Test
  void anInterruptIsRememberedAndCutsNothingShort() throws Exception {
    Faults.Hold hold = faults.holdNextCommit();
    Callable<Boolean> interrupted =
        () -> {
          Thread.currentThread().interrupt();
          store(database, put("interrupted"));
          return Thread.interrupted();
        };
    Future<?> held = callers.submit(() -> database.execute(List.of(put("held"))));
    hold.awaitEntered();
    Future<Boolean> waiting = callers.submit(interrupted);
    awaitQueued(1);
    hold.release();
    held.get();
    assertThat(waiting.get()).isTrue();
    assertThat(database.get("interrupted")).isNotNull();
  }

  @Test
  void manyWritersLoseNothing() throws Exception {
    int writers = 8;
    int each = 200;
    List<Future<?>> futures = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      String prefix = "writers/" + writer + "/";
      futures.add(
          callers.submit(
              () -> {
                for (int i = 0; i < each; i++) {
                  database.execute(List.of(put(prefix + i), put(prefix), put("shared")));
                }
              }));
    }
    for (Future<?> future : futures) {
      future.get();
    }
    long written = (long) writers * each;
    assertThat(database.stats().documents).isEqualTo(2 * written + 2);
    assertThat(database.stats().lastEtag).isEqualTo(3 * written + 1);
    assertThat(database.changes(null, 0, Integer.MAX_VALUE)).hasSize((int) (2 * written + 2));
  }
}
