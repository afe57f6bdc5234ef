// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static porthole.storage.internal.database.Fixture.put;
import static porthole.storage.internal.database.Fixture.store;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseCompanion;
import porthole.storage.api.DatabaseUse;
import porthole.storage.api.engine.EngineException;
import porthole.testing.storage.FaultyEngine;
import porthole.testing.storage.MemoryEngine;

class CompanionsTest {
  @TempDir Path data;
  private final FaultyEngine engine = new FaultyEngine(new MemoryEngine());
  private final Recorder recorder = new Recorder();
  private Fixture storage;

  /** Writes down what it is told, and reads of each database that leaves. */
  private static class Recorder implements DatabaseCompanion {
    final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void loaded(Database database, Path directory) {
      told.add("loaded " + database.name() + " in " + directory.getParent().getFileName());
    }

    @Override
    public void changed(Database database) {
      told.add("changed " + database.name() + " to " + database.stats().lastEtag);
    }

    @Override
    public void leaving(Database database) {
      told.add("leaving " + database.name() + " at " + database.stats().lastEtag);
    }
  }

  @BeforeEach
  void open() {
    storage = new Fixture(engine, data);
  }

  @AfterEach
  void close() throws InterruptedException {
    storage.close();
  }

  @Test
  void aCompanionIsThereFromTheLoadToTheUnload() {
    storage.catalog.companions().add(recorder);
    Database database = storage.create("db");
    store(database, put("a"));
    storage.unload("db");
    assertThat(recorder.told)
        .containsExactly("loaded db in databases", "changed db to 1", "leaving db at 1");
    assertThat(engine.faults("db").closes()).isOne();
  }

  @Test
  void oneThatComesLaterHearsOfWhatIsLoaded() {
    storage.create("one");
    storage.create("other");
    storage.unload("other");
    storage.catalog.companions().add(recorder);
    assertThat(recorder.told).containsExactly("loaded one in databases");
  }

  @Test
  void oneThatHasGoneHearsNothingMore() {
    storage.catalog.companions().add(recorder);
    Database database = storage.create("db");
    storage.catalog.companions().remove(recorder);
    store(database, put("a"));
    storage.unload("db");
    assertThat(recorder.told).containsExactly("loaded db in databases");
  }

  @Test
  void itIsToldThatADatabaseLeavesOnceNobodyUsesIt() throws Exception {
    storage.catalog.companions().add(recorder);
    storage.create("db");
    CompletableFuture<Void> unload;
    try (DatabaseUse use = storage.catalog.use("db", Fixture.PATIENCE)) {
      unload = storage.beginUnload("db");
      store(use.database(), put("a"));
      assertThat(recorder.told).last().isEqualTo("changed db to 1");
    }
    unload.get();
    assertThat(recorder.told).last().isEqualTo("leaving db at 1");
  }

  @Test
  void oneThatFailsHoldsUpNobody() {
    storage
        .catalog
        .companions()
        .add(
            new Recorder() {
              @Override
              public void loaded(Database database, Path directory) {
                throw new IllegalStateException("test");
              }

              @Override
              public void changed(Database database) {
                throw new IllegalStateException("test");
              }

              @Override
              public void leaving(Database database) {
                throw new IllegalStateException("test");
              }
            });
    storage.catalog.companions().add(recorder);
    store(storage.create("db"), put("a"));
    storage.unload("db");
    assertThat(recorder.told).hasSize(3);
    assertThat(storage.open("db").get("a")).isNotNull();
  }

  @Test
  void aLoadThatFailsIsNotToldOf() {
    storage.catalog.companions().add(recorder);
    storage.create("db");
    storage.unload("db");
    recorder.told.clear();
    engine.faults("db").failOpens(() -> new EngineException("test", null));
    CompletableFuture<Database> load = CompletableFuture.supplyAsync(() -> storage.open("db"));
    assertThat(load).failsWithin(Fixture.PATIENCE);
    assertThat(recorder.told).isEmpty();
  }
}
