// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static porthole.storage.internal.database.Fixture.bytes;
import static porthole.storage.internal.database.Fixture.put;
import static porthole.storage.internal.database.Fixture.store;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.storage.api.StorageException;
import porthole.storage.api.engine.EngineException;
import porthole.testing.storage.Faults;
import porthole.testing.storage.FaultyEngine;
import porthole.testing.storage.MemoryEngine;

/** When the system database cannot be written to, existing databases go on. */
class SystemFailureTest {
  private static final Duration BACKOFF = Fixture.POLICY.backoff().first();

  @TempDir Path data;
  private final MemoryEngine memory = new MemoryEngine();
  private final FaultyEngine engine = new FaultyEngine(memory);
  private final Faults system = engine.faults("system");
  private Fixture storage;

  @BeforeEach
  void open() {
    storage = new Fixture(engine, data);
  }

  @AfterEach
  void close() throws InterruptedException {
    storage.close();
  }

  private static EngineException full() {
    return new EngineException.NoSpace("No space left on the system disk.", null);
  }

  private void assertCreateFails() {
    assertThatThrownBy(() -> storage.catalog.create("new", bytes("{}")))
        .isInstanceOf(StorageException.EngineFailed.class)
        .hasMessageContaining("system database")
        .hasMessageContaining("No space left on the system disk.");
    assertThat(storage.catalog.record("new")).isEmpty();
  }

  @Test
  void aDatabaseThatCannotBeCreatedIsNotThereAndCanBeLater() throws InterruptedException {
    system.failNextCommit(SystemFailureTest::full);
    assertCreateFails();
    system.failOpens(SystemFailureTest::full);
    assertCreateFails();
    storage.pass(BACKOFF);
    assertCreateFails();
    system.failOpens(null);
    storage.pass(Duration.ofMinutes(1));
    assertThat(storage.create("new").name()).isEqualTo("new");
    storage.close();
    storage = new Fixture(engine, data);
    assertThat(storage.catalog.record("new")).isPresent();
  }

  @Test
  void whatAFailedCreateHasLeftIsUndone() throws InterruptedException {
    system.failNextCommitLate(SystemFailureTest::full);
    assertCreateFails();
    storage.pass(BACKOFF);
    storage.create("other");
    storage.close();
    storage = new Fixture(engine, data);
    assertThat(storage.catalog.record("new")).isEmpty();
    assertThat(storage.catalog.record("other")).isPresent();
  }

  @Test
  void whatAFailedDeleteHasLeftIsUndone() throws InterruptedException {
    store(storage.create("db"), put("a"));
    system.failNextCommitLate(SystemFailureTest::full);
    storage.unload("db");
    storage.pass(BACKOFF);
    storage.create("any");
    system.failNextCommitLate(SystemFailureTest::full);
    assertThatThrownBy(() -> storage.catalog.delete("db", true))
        .isInstanceOf(StorageException.EngineFailed.class);
    store(storage.open("db"), put("b"));
    storage.pass(BACKOFF);
    storage.create("other");
    storage.close();
    storage = new Fixture(engine, data);
    assertThat(storage.open("db").stats().documents).isEqualTo(2);
  }

  @Test
  void databasesAreStillLoadedAndItIsWrittenDownLater() throws InterruptedException {
    store(storage.create("db"), put("a"));
    storage.unload("db");
    system.failNextCommit(SystemFailureTest::full);
    assertThat(storage.open("db").get("a")).as("loaded all the same").isNotNull();
    storage.pass(BACKOFF);
    storage.catalog.look();
    memory.crash();
    Fixture crashed = storage;
    storage = new Fixture(engine, data);
    assertThat(storage.catalog.info("db").orElseThrow().endedWithoutUnload).isTrue();
    crashed.loads.shutdown();
    crashed.lifecycles.shutdown();
  }
}
