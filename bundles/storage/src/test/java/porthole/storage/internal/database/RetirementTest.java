// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static porthole.storage.internal.database.Fixture.put;
import static porthole.storage.internal.database.Fixture.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

/** The end of all databases at once. */
class RetirementTest {
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
  void oneThatHangsHoldsUpNoOtherAndSaysWhatItWaitsFor() throws Exception {
    storage.create("quick");
    Database slow = storage.create("slow");
    Faults.Hold hold = engine.faults("slow").holdNextCommit();
    CompletableFuture<?> write = CompletableFuture.runAsync(() -> store(slow, put("a")));
    hold.awaitEntered();

    Retirement end = storage.catalog.retire(Duration.ZERO);

    while (engine.faults("quick").closes() == 0 || end.left().size() > 1) {
      Thread.onSpinWait();
    }
    assertThat(end.total()).as("the quick one may have been quicker").isBetween(1L, 2L);
    DatabaseInfo left = end.left().get(0);
    assertThat(left.name).isEqualTo("slow");
    assertThat(left.state).isEqualTo(DatabaseState.UNLOADING);
    assertThat(left.doing).contains("1 operations");
    assertThat(end.all()).isNotDone();

    hold.release();
    write.get();
    end.all().get(60, TimeUnit.SECONDS);
    assertThat(end.left()).isEmpty();
    assertThat(engine.faults("slow").closes()).isEqualTo(1);
  }

  @Test
  void aUseIsCutOffBetweenTwoCallsAndHoldsUpNothing() throws Exception {
    storage.create("db");
    try (DatabaseUse endless = storage.catalog.use("db", Fixture.PATIENCE)) {
      storage.catalog.retire(Duration.ZERO).all().get(60, TimeUnit.SECONDS);
      assertThatThrownBy(() -> store(endless.database(), put("a")))
          .isInstanceOf(StorageException.DatabaseUnavailable.class);
    }
    assertThatThrownBy(() -> storage.open("db"))
        .isInstanceOf(StorageException.DatabaseUnavailable.class)
        .hasMessageContaining("being stopped");
  }

  @Test
  void loadsThatWaitForTheirTurnAreNotBegun() throws Exception {
    for (String name : new String[] {"one", "two", "three"}) {
      storage.create(name);
      storage.unload(name);
    }
    Faults.Hold one = engine.faults("one").holdNextOpen();
    Faults.Hold two = engine.faults("two").holdNextOpen();
    CompletableFuture<?> first = CompletableFuture.runAsync(() -> storage.open("one"));
    CompletableFuture<?> second = CompletableFuture.runAsync(() -> storage.open("two"));
    one.awaitEntered();
    two.awaitEntered();
    CompletableFuture<?> third = CompletableFuture.runAsync(() -> storage.open("three"));
    while (!storage.catalog.loads().waiting.contains("three")) {
      Thread.onSpinWait();
    }

    Retirement end = storage.catalog.retire(Duration.ZERO);

    assertThat(third).failsWithin(Duration.ofSeconds(60));
    assertThat(engine.faults("three").opens()).isEqualTo(1);
    one.release();
    two.release();
    end.all().get(60, TimeUnit.SECONDS);
    assertThat(first).failsWithin(Duration.ofSeconds(60));
    assertThat(second).failsWithin(Duration.ofSeconds(60));
    assertThat(engine.faults("one").closes()).isEqualTo(2);
  }

  @Test
  void closingStorageAfterwardsWaitsForNobodyAgain() throws Exception {
    Database slow = storage.create("slow");
    Faults.Hold hold = engine.faults("slow").holdNextCommit();
    CompletableFuture<?> write = CompletableFuture.runAsync(() -> store(slow, put("a")));
    hold.awaitEntered();
    Retirement end = storage.catalog.retire(Duration.ZERO);
    storage.catalog.closeSystem();

    assertThat(storage.catalog.close(Fixture.PATIENCE)).isNotDone();

    hold.release();
    write.get();
    end.all().get(60, TimeUnit.SECONDS);
  }
}
