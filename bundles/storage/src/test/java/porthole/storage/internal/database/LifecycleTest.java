// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static porthole.storage.internal.database.Fixture.bytes;
import static porthole.storage.internal.database.Fixture.put;
import static porthole.storage.internal.database.Fixture.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseInfo;
import porthole.storage.api.DatabaseRecord;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.StorageException;
import porthole.storage.api.engine.EngineException;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.WriteBatch;
import porthole.storage.internal.document.Keys;
import porthole.storage.internal.document.RecordWriter;
import porthole.testing.storage.Faults;
import porthole.testing.storage.FaultyEngine;
import porthole.testing.storage.MemoryEngine;

class LifecycleTest {
  private static final Duration NONE = Duration.ZERO;

  @TempDir Path data;
  private final MemoryEngine memory = new MemoryEngine();
  private final FaultyEngine engine = new FaultyEngine(memory);
  private Fixture storage;

  @BeforeEach
  void open() {
    storage = new Fixture(engine, data);
  }

  @AfterEach
  void close() throws InterruptedException {
    storage.close();
  }

  @Test
  void databasesAreLoadedOnFirstUseOnly() {
    storage.catalog.create("Northwind", bytes("{\"a\":1}"));
    assertThat(engine.faults("Northwind").opens()).isZero();
    assertThat(storage.catalog.record("NORTHWIND").orElseThrow().json)
        .isEqualTo(bytes("{\"a\":1}"));
    assertThat(storage.catalog.list(0, 10)).hasSize(1);
    assertThat(storage.catalog.info("northwind").orElseThrow().state)
        .isEqualTo(DatabaseState.UNLOADED);
    assertThat(engine.faults("Northwind").opens()).isZero();
    assertThat(storage.open("northWIND").name()).isEqualTo("Northwind");
    assertThat(storage.open("Northwind")).isSameAs(storage.open("NORTHWIND"));
    assertThat(engine.faults("Northwind").opens()).isEqualTo(1);
  }

  @Test
  void recordsSurviveARestart() throws InterruptedException {
    Database database = storage.create("Northwind");
    store(database, put("a"));
    storage.catalog.update("northwind", bytes("{\"b\":2}"));
    String id = database.id();
    storage.close();
    storage = new Fixture(engine, data);
    assertThat(storage.catalog.record("northwind").orElseThrow())
        .satisfies(
            record -> {
              assertThat(record.name).isEqualTo("Northwind");
              assertThat(record.databaseId).isEqualTo(id).hasSize(22);
              assertThat(record.etag).isEqualTo(2);
              assertThat(record.createdAt).isEqualTo("2026-11-22T10:11:12.123Z");
              assertThat(record.json).isEqualTo(bytes("{\"b\":2}"));
            });
    assertThat(storage.catalog.info("northwind").orElseThrow().documents).isEqualTo(1);
    assertThat(engine.faults("Northwind").opens()).isEqualTo(1);
    assertThat(storage.open("northwind").get("a")).isNotNull();
    assertThat(store(storage.open("northwind"), put("b")).etag()).isEqualTo(2);
  }

  @Test
  void aRecordIsMadeOfTheOneThatIsThere() {
    storage.create("Northwind");
    storage.catalog.update("northwind", bytes("{\"a\":1}"));
    DatabaseRecord changed =
        storage.catalog.update(
            "northwind",
            record -> {
              if (record.etag == 2) {
                storage.catalog.update("northwind", bytes("{\"b\":2}"));
              }
              return bytes(record.etag + new String(record.json, UTF_8));
            });
    assertThat(changed.json).isEqualTo(bytes("3{\"b\":2}"));
    assertThatThrownBy(
            () ->
                storage.catalog.update(
                    "northwind",
                    record -> {
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(storage.catalog.record("northwind").orElseThrow().etag).isEqualTo(4);
  }

  @Test
  void whatWasDecidedForAllDatabasesSurvivesARestart() throws InterruptedException {
    assertThat(storage.catalog.server().etag).isZero();
    assertThat(storage.catalog.server().json).isEqualTo(bytes("{}"));
    storage.catalog.updateServer(record -> bytes("{\"a\":1}"));
    storage.catalog.updateServer(record -> bytes(new String(record.json, UTF_8).replace('1', '2')));
    storage.close();
    storage = new Fixture(engine, data);
    assertThat(storage.catalog.server().etag).isEqualTo(2);
    assertThat(storage.catalog.server().json).isEqualTo(bytes("{\"a\":2}"));
  }

  @Test
  void namesAreCheckedAndTakenOnce() {
    for (String name :
        List.of("", "a/b", "a\\b", "..", ".a", "a.", "a..b", "a b", "a\nb", "x".repeat(129))) {
      assertThatThrownBy(() -> storage.catalog.create(name, bytes("{}")))
          .isInstanceOf(StorageException.InvalidName.class);
    }
    for (String name : List.of("a", "Ä.b-c_1", "x".repeat(128))) {
      assertThat(storage.create(name).name()).isEqualTo(name);
    }
    assertThatThrownBy(() -> storage.catalog.create("ä.B-c_1", bytes("{}")))
        .isInstanceOf(StorageException.DatabaseAlreadyExists.class);
    assertThatThrownBy(() -> storage.open("../a")).isInstanceOf(StorageException.InvalidName.class);
    assertThatThrownBy(() -> storage.open("nope"))
        .isInstanceOf(StorageException.DatabaseDoesNotExist.class);
    assertThatThrownBy(() -> storage.catalog.delete("nope", true))
        .isInstanceOf(StorageException.DatabaseDoesNotExist.class);
  }

  @Test
  void oneLoadIsInFlightAndACallerOutOfPatienceLeavesItRunning() {
    storage.catalog.create("slow", bytes("{}"));
    storage.catalog.create("other", bytes("{}"));
    Faults.Hold hold = engine.faults("slow").holdNextOpen();
    assertThatThrownBy(() -> storage.catalog.open("slow", NONE))
        .isInstanceOfSatisfying(
            StorageException.DatabaseUnavailable.class,
            e -> {
              assertThat(e.state()).isEqualTo(DatabaseState.LOADING);
              assertThat(e.log()).isNotEmpty();
              assertThat(e.retryAfterSeconds()).isPositive();
            });
    hold.awaitEntered();
    assertThatThrownBy(() -> storage.catalog.open("slow", NONE))
        .isInstanceOfSatisfying(
            StorageException.DatabaseUnavailable.class,
            e -> assertThat(e.log()).anyMatch(step -> step.contains("Z opening ")));
    DatabaseInfo info = storage.catalog.info("slow").orElseThrow();
    assertThat(info.state).isEqualTo(DatabaseState.LOADING);
    assertThat(info.loadLog).hasSizeGreaterThan(1);
    assertThat(storage.open("other")).as("another one is not held up").isNotNull();
    hold.release();
    assertThat(storage.open("slow")).isNotNull();
    assertThat(engine.faults("slow").opens()).isEqualTo(1);
  }

  @Test
  void aFailedLoadKeepsItsErrorAndIsNotTriedAgainAtOnce() {
    storage.catalog.create("bad", bytes("{}"));
    Faults faults = engine.faults("bad");
    faults.failOpens(() -> new EngineException.Corrupt("bits have rotted", null));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> storage.open("bad"))
          .isInstanceOfSatisfying(
              StorageException.DatabaseUnavailable.class,
              e -> {
                assertThat(e.state()).isEqualTo(DatabaseState.FAILED);
                assertThat(e).hasMessageContaining("bits have rotted");
                assertThat(e.log()).anyMatch(step -> step.contains("failed: bits have rotted"));
                assertThat(e.retryAfterSeconds()).isEqualTo(1);
              });
    }
    assertThat(faults.opens()).isEqualTo(1);
    assertThat(storage.catalog.info("bad").orElseThrow().failure).contains("rotted");

    storage.pass(Duration.ofSeconds(1));
    assertThatThrownBy(() -> storage.open("bad"))
        .isInstanceOfSatisfying(
            StorageException.DatabaseUnavailable.class,
            e -> assertThat(e.retryAfterSeconds()).isEqualTo(2));
    assertThat(faults.opens()).isEqualTo(2);

    faults.failOpens(null);
    storage.pass(Duration.ofSeconds(2));
    assertThat(storage.open("bad")).isNotNull();
  }

  @Test
  void unloadingWaitsForAReaderAndThenRefusesUse() throws Exception {
    Database database = storage.create("db");
    store(database, put("a"));
    Faults.Hold hold = engine.faults("db").holdNextRead();
    CompletableFuture<Integer> reader =
        CompletableFuture.supplyAsync(() -> database.get(List.of("a")).size());
    hold.awaitEntered();
    CompletableFuture<Void> unload = storage.beginUnload("db");
    assertThat(storage.catalog.info("db").orElseThrow().state).isEqualTo(DatabaseState.UNLOADING);
    while (!isClosing(database)) {
      Thread.onSpinWait();
    }
    assertThat(unload).isNotDone();
    assertThat(engine.faults("db").closes()).isZero();
    hold.release();
    assertThat(reader.get()).isEqualTo(1);
    unload.get();
    assertThat(engine.faults("db").closes()).isEqualTo(1);
    assertThatThrownBy(() -> database.get("a"))
        .isInstanceOf(StorageException.DatabaseUnavailable.class);
    assertThatThrownBy(() -> store(database, put("a")))
        .isInstanceOf(StorageException.DatabaseUnavailable.class);
    assertThatThrownBy(database::stats).isInstanceOf(StorageException.DatabaseUnavailable.class);
    assertThat(storage.open("db").get("a")).isNotNull();
  }

  private static boolean isClosing(Database database) {
    try {
      database.nextIdentity("probe");
      return false;
    } catch (StorageException.DatabaseUnavailable e) {
      return true;
    }
  }

  @Test
  void closingStorageUnloadsAllAndRefusesFurtherUse() {
    Database one = storage.create("one");
    storage.create("two");
    storage.catalog.create("idle", bytes("{}"));
    storage.catalog.close(Fixture.PATIENCE).join();
    assertThat(engine.faults("one").closes()).isEqualTo(1);
    assertThat(engine.faults("two").closes()).isEqualTo(1);
    assertThat(engine.faults("idle").opens()).isZero();
    assertThat(engine.faults("system").closes()).isEqualTo(1);
    assertThatThrownBy(() -> one.get("a")).isInstanceOf(StorageException.DatabaseUnavailable.class);
    assertThatThrownBy(() -> storage.open("idle"))
        .isInstanceOf(StorageException.DatabaseUnavailable.class);
    assertThatThrownBy(() -> storage.catalog.create("new", bytes("{}")))
        .isInstanceOf(StorageException.DatabaseUnavailable.class);
    storage = new Fixture(engine, data.resolve("fresh"));
  }

  @Test
  void aSoftDeleteKeepsTheFilesUnderAnotherName() throws IOException {
    storage.create("db");
    Path directory = fakeFiles("db");
    storage.catalog.delete("DB", false);
    assertThat(directory).doesNotExist();
    assertThat(data.resolve("databases").resolve("deleted-" + directory.getFileName())).exists();
    assertGone("db");
  }

  @Test
  void aHardDeleteTakesTheFilesToo() throws IOException {
    storage.create("db");
    fakeFiles("db");
    storage.catalog.delete("db", true);
    try (Stream<Path> left = Files.list(data.resolve("databases"))) {
      assertThat(left).isEmpty();
    }
    assertGone("db");
  }

  @Test
  void aDatabaseThatWasDeletedCanBeMadeAnewAndIsEmpty() {
    Database old = storage.create("db");
    store(old, put("a"));
    storage.catalog.delete("db", false);
    Database fresh = storage.create("db");
    assertThat(fresh.id()).isNotEqualTo(old.id());
    assertThat(fresh.get("a")).isNull();
    assertThat(fresh.stats().lastEtag).isZero();
  }

  @Test
  void aHardDeleteCutShortIsFinishedAtTheNextStart() throws Exception {
    storage.create("db");
    Path directory = fakeFiles("db");
    storage.unload("db");
    engine.faults("system").failNextCommit(() -> new EngineException("no", null));
    assertThatThrownBy(() -> storage.catalog.delete("db", true))
        .isInstanceOf(StorageException.EngineFailed.class);
    assertThat(storage.open("db")).as("a delete that failed leaves it usable").isNotNull();
    assertThat(directory).exists();
    storage.close();
    try (Environment system = memory.open("test", data.resolve("system"))) {
      byte[] name = bytes("\u0003" + directory.getFileName());
      system.commit(new WriteBatch().put(name, new byte[0]));
    }
    storage = new Fixture(engine, data);
    assertThat(directory).doesNotExist();
  }

  private Path fakeFiles(String name) throws IOException {
    String id = storage.catalog.record(name).orElseThrow().databaseId;
    assertThat(id).hasSize(22);
    byte[] bytes = Base64.getDecoder().decode(id);
    String hex = HexFormat.of().formatHex(bytes, 0, 4);
    Path directory = data.resolve("databases").resolve(name + "-" + hex);
    Files.createDirectories(directory.resolve("sub"));
    Files.writeString(directory.resolve("sub").resolve("file"), "x");
    return directory;
  }

  private void assertGone(String name) {
    assertThat(storage.catalog.record(name)).isEmpty();
    assertThat(storage.catalog.info(name)).isEmpty();
    assertThatThrownBy(() -> storage.open(name))
        .isInstanceOf(StorageException.DatabaseDoesNotExist.class);
  }

  @Test
  void databasesAreListedByNameInPages() {
    List<String> names = new ArrayList<>();
    for (String name : List.of("b", "A", "c")) {
      storage.catalog.create(name, bytes("{}"));
    }
    storage.catalog.list(0, 10).forEach(info -> names.add(info.name));
    assertThat(names).containsExactly("A", "b", "c");
    assertThat(storage.catalog.list(1, 1)).extracting(info -> info.name).containsExactly("b");
    assertThat(storage.catalog.list(3, 1)).isEmpty();
  }

  @Test
  void dataOfANewerFormatOrOfAnotherDatabaseIsRefused() throws Exception {
    storage.create("db");
    Path directory = fakeFiles("db");
    String id = storage.catalog.record("db").orElseThrow().databaseId;
    rewriteFormat(directory, 2, id);
    assertThatThrownBy(() -> storage.open("db"))
        .isInstanceOf(StorageException.DatabaseUnavailable.class)
        .hasMessageContaining("format version 2")
        .hasMessageContaining("up to 1");
    storage.pass(Duration.ofMinutes(1));
    rewriteFormat(directory, 1, "AAAAAAAAAAAAAAAAAAAAAA");
    assertThatThrownBy(() -> storage.open("db"))
        .isInstanceOf(StorageException.DatabaseUnavailable.class)
        .hasMessageContaining("AAAAAAAAAAAAAAAAAAAAAA")
        .hasMessageContaining(id);
  }

  private void rewriteFormat(Path directory, int version, String id) throws Exception {
    storage.unload("db");
    try (Environment environment = memory.open("test", directory)) {
      byte[] format = new RecordWriter(64).raw(bytes("PHdb")).u32(version).text(id).bytes();
      environment.commit(new WriteBatch().put(Keys.format(), format));
    }
  }

  @Test
  void aStateIsNeverReachedFromWhereItCannotBe() {
    Lifecycle lifecycle = new Lifecycle("db", Clock.systemUTC());
    assertThatThrownBy(() -> lifecycle.go(DatabaseState.LOADED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("UNLOADED")
        .hasMessageContaining("LOADED");
    lifecycle.go(DatabaseState.LOADING);
    lifecycle.go(DatabaseState.FAILED);
    lifecycle.go(DatabaseState.ABSENT);
    for (DatabaseState state : DatabaseState.values()) {
      assertThatThrownBy(() -> lifecycle.go(state)).isInstanceOf(IllegalStateException.class);
    }
  }
}
