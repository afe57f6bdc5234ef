// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static porthole.storage.internal.database.Fixture.bytes;
import static porthole.storage.internal.database.Fixture.put;
import static porthole.storage.internal.database.Fixture.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseInfo;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.DatabaseUse;
import porthole.storage.api.StorageException;
import porthole.testing.storage.Faults;
import porthole.testing.storage.FaultyEngine;
import porthole.testing.storage.MemoryEngine;

class UnloadTest {
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

  private DatabaseInfo info(String name) {
    return storage.catalog.info(name).orElseThrow();
  }

  private DatabaseUse use(String name) {
    return storage.catalog.use(name, Fixture.PATIENCE);
  }

  @Test
  void anUnloadLetsARequestInFlightFinishAndTheNextOneLoadsAfresh() throws Exception {
    store(storage.create("db"), put("a"));
    CompletableFuture<Void> unload;
    CompletableFuture<Database> next;
    try (DatabaseUse inFlight = use("db")) {
      unload = storage.beginUnload("db");
      assertThat(info("db").state).isEqualTo(DatabaseState.UNLOADING);
      assertThat(info("db").doing).contains("1 uses");
      store(inFlight.database(), put("b"));
      next = CompletableFuture.supplyAsync(() -> storage.open("db"));
      assertThat(engine.faults("db").closes()).isZero();
    }
    unload.get();
    Database fresh = next.get();
    assertThat(fresh.get("b")).isNotNull();
    assertThat(engine.faults("db").opens()).isEqualTo(2);
    assertThat(engine.faults("db").closes()).isEqualTo(1);
  }

  @Test
  void aUseThatGoesOnTooLongIsCutOffBetweenTwoCalls() throws Exception {
    Database database = storage.create("db");
    DatabaseUse endless = use("db");
    CompletableFuture<Void> unload = storage.beginUnload("db");
    assertThat(endless.database().get("a")).isNull();
    storage.pass(Fixture.POLICY.drain());
    unload.get();
    assertThatThrownBy(() -> endless.database().get("a"))
        .isInstanceOf(StorageException.DatabaseUnavailable.class);
    endless.close();
    endless.close();
    assertThat(storage.open("db")).isNotSameAs(database);
  }

  @Test
  void whoWaitsForAnUnloadRunsOutOfPatienceWithTheState() {
    storage.create("db");
    try (DatabaseUse inFlight = use("db")) {
      assertThat(storage.catalog.unload("db", "test", Duration.ZERO)).isFalse();
      assertThatThrownBy(() -> storage.catalog.use("db", Duration.ZERO))
          .isInstanceOfSatisfying(
              StorageException.DatabaseUnavailable.class,
              e -> assertThat(e.state()).isEqualTo(DatabaseState.UNLOADING));
    }
    storage.unload("db");
  }

  @Test
  void theIdleAreUnloadedAndTheOthersSayWhyTheyAreNot() {
    storage.create("idle");
    storage.create("busy");
    try (DatabaseUse inFlight = use("busy")) {
      storage.pass(Fixture.POLICY.idle().minusSeconds(1));
      storage.catalog.look();
      assertThat(info("idle").state).isEqualTo(DatabaseState.LOADED);
      assertThat(info("idle").keptLoaded)
          .containsExactly(
              "It was used 899 s ago; one of its size is unloaded when it was not used for 900 s.");
      storage.pass(Duration.ofSeconds(1));
      assertThat(info("idle").keptLoaded).isEmpty();
      storage.catalog.look();
      storage.unload("idle");
      assertThat(info("idle").state).isEqualTo(DatabaseState.UNLOADED);
      assertThat(info("idle").keptLoaded).singleElement().asString().contains("not loaded");
      assertThat(info("busy").state).isEqualTo(DatabaseState.LOADED);
      assertThat(info("busy").keptLoaded).anyMatch(why -> why.startsWith("1 uses last"));
    }
    assertThat(info("busy").keptLoaded).anyMatch(why -> why.contains("used 0 s ago"));
  }

  @Test
  void aBigDatabaseIsKeptLonger() {
    Database big = storage.create("big");
    store(big, put("a", "C", "{\"text\":\"" + "x".repeat(3 << 20) + "\"}"));
    storage.internals("big").measure();
    storage.pass(Fixture.POLICY.idle().plusSeconds(2));
    storage.catalog.look();
    assertThat(info("big").state).isEqualTo(DatabaseState.LOADED);
    storage.pass(Duration.ofSeconds(1));
    storage.catalog.look();
    storage.unload("big");
    assertThat(engine.faults("big").closes()).isEqualTo(1);
  }

  @Test
  void underPressureTheLeastRecentlyUsedGoFirst() {
    for (String name : List.of("a", "b", "c", "d", "e")) {
      storage.create(name);
      storage.pass(Duration.ofSeconds(1));
    }
    storage.shortage.set("the heap was 93 % full");
    storage.catalog.look();
    assertThat(info("a").state).isNotEqualTo(DatabaseState.LOADED);
    assertThat(info("b").state).isNotEqualTo(DatabaseState.LOADED);
    assertThat(info("c").state).isEqualTo(DatabaseState.LOADED);
    storage.shortage.set("");
    storage.catalog.look();
    assertThat(info("e").state).isEqualTo(DatabaseState.LOADED);
    assertThat(storage.open("a")).isNotNull();
  }

  @Test
  void aChangedPolicyCountsAtOnce() {
    storage.create("db");
    storage.pass(Duration.ofSeconds(61));
    storage.catalog.look();
    assertThat(info("db").state).isEqualTo(DatabaseState.LOADED);
    Policy now = storage.policy.get();
    storage.policy.set(
        new Policy(
            now.concurrentLoads(),
            now.backoff(),
            Duration.ofMinutes(1),
            now.idlePerMegabyte(),
            now.drain()));
    storage.catalog.look();
    storage.unload("db");
    assertThat(engine.faults("db").closes()).isEqualTo(1);
  }

  @Test
  void aDatabaseThatRestsMovesItsLastWritesToFilesOnce() throws Exception {
    Database database = storage.create("db");
    storage.catalog.look();
    store(database, put("a"));
    storage.catalog.look();
    storage.drainLifecycles();
    storage.pass(Duration.ofSeconds(31));
    storage.catalog.look();
    storage.drainLifecycles();
    storage.pass(Duration.ofSeconds(31));
    storage.catalog.look();
    storage.drainLifecycles();
    assertThat(engine.faults("db").flushes()).isEqualTo(1);
    store(database, put("b"));
    storage.pass(Duration.ofSeconds(31));
    storage.catalog.look();
    storage.drainLifecycles();
    assertThat(engine.faults("db").flushes()).isEqualTo(2);
  }

  @Test
  void aDisabledDatabaseSaysWhyAndStaysSoOverARestart() throws Exception {
    store(storage.create("db"), put("a"));
    storage.catalog.disable("DB", "moving disks");
    assertThatThrownBy(() -> storage.open("db"))
        .isInstanceOfSatisfying(
            StorageException.DatabaseUnavailable.class,
            e -> {
              assertThat(e.state()).isEqualTo(DatabaseState.DISABLED);
              assertThat(e).hasMessageContaining("moving disks");
            });
    storage.unload("db");
    assertThat(info("db").state).isEqualTo(DatabaseState.DISABLED);
    assertThat(info("db").documents).isEqualTo(1);
    storage.close();
    storage = new Fixture(engine, data);
    assertThat(info("db").state).isEqualTo(DatabaseState.DISABLED);
    assertThat(info("db").disabledReason).isEqualTo("moving disks");
    storage.catalog.enable("db");
    assertThat(info("db").state).isEqualTo(DatabaseState.UNLOADED);
    assertThat(storage.open("db").get("a")).isNotNull();
  }

  @Test
  void disablingOneThatLoadsLetsTheLoadEndFirst() throws Exception {
    storage.catalog.create("db", bytes("{}"));
    Faults.Hold hold = engine.faults("db").holdNextOpen();
    CompletableFuture<Database> opening = CompletableFuture.supplyAsync(() -> storage.open("db"));
    hold.awaitEntered();
    storage.catalog.disable("db", "no more");
    assertThat(info("db").disabled).isTrue();
    assertThat(info("db").state).isEqualTo(DatabaseState.LOADING);
    hold.release();
    assertThatThrownBy(opening::get).hasMessageContaining("no more");
    storage.unload("db");
    assertThat(info("db").state).isEqualTo(DatabaseState.DISABLED);
    storage.catalog.delete("db", true);
    assertThat(storage.catalog.info("db")).isEmpty();
  }

  @Test
  void loadsWaitTheirTurnInSight() {
    for (String name : List.of("a", "b", "c", "d")) {
      storage.catalog.create(name, bytes("{}"));
    }
    Faults.Hold first = engine.faults("a").holdNextOpen();
    Faults.Hold second = engine.faults("b").holdNextOpen();
    for (String name : List.of("a", "b", "c", "d")) {
      assertThatThrownBy(() -> storage.catalog.open(name, Duration.ZERO))
          .isInstanceOf(StorageException.DatabaseUnavailable.class);
    }
    first.awaitEntered();
    second.awaitEntered();
    assertThat(storage.catalog.loads().running).containsExactly("a", "b");
    assertThat(storage.catalog.loads().waiting).containsExactly("c", "d");
    assertThat(info("d").loadQueuePosition).isEqualTo(2);
    assertThat(info("d").doing).contains("as number 2");
    assertThat(engine.faults("c").opens()).isZero();
    first.release();
    assertThat(storage.open("d")).isNotNull();
    second.release();
    assertThat(storage.open("b")).isNotNull();
    assertThat(storage.catalog.loads().running).isEmpty();
  }

  @Test
  void whatWasWrittenDownIsReportedWithoutLoading() throws Exception {
    Database database = storage.create("db");
    store(database, put("a"));
    store(database, put("b"));
    storage.unload("db");
    storage.pass(Duration.ofHours(1));
    storage.close();
    storage = new Fixture(engine, data);
    DatabaseInfo known = info("db");
    assertThat(known.state).isEqualTo(DatabaseState.UNLOADED);
    assertThat(known.documents).isEqualTo(2);
    assertThat(known.lastEtag).isEqualTo(2);
    assertThat(known.sizeOnDiskBytes).isPositive();
    assertThat(known.asOf).isEqualTo("2026-11-22T10:11:12.123Z");
    assertThat(known.endedWithoutUnload).isFalse();
    assertThat(engine.faults("db").opens()).isEqualTo(1);
  }

  @Test
  void afterACrashAReportSaysHowOldItIs() throws Exception {
    Database database = storage.create("db");
    store(database, put("a"));
    storage.pass(Duration.ofMinutes(1));
    storage.catalog.look();
    store(database, put("b"));
    Fixture crashed = storage;
    memory.crash();
    storage = new Fixture(engine, data);
    DatabaseInfo known = info("db");
    assertThat(known.documents).isEqualTo(1);
    assertThat(known.asOf).isEqualTo("2026-11-22T10:12:12.123Z");
    assertThat(known.endedWithoutUnload).isTrue();
    assertThat(engine.faults("db").opens()).isEqualTo(1);
    crashed.close();
  }
}
