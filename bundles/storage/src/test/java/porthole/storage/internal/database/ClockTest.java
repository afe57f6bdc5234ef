// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static porthole.storage.internal.database.Fixture.put;
import static porthole.storage.internal.database.Fixture.store;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseInfo;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.StorageException;
import porthole.storage.api.engine.EngineException;
import porthole.testing.storage.FaultyEngine;
import porthole.testing.storage.MemoryEngine;

/** Somebody sets the clock: only what tells the time of day is off. */
class ClockTest {
  private static final int DAYS = 400;

  @TempDir Path data;
  private final FaultyEngine engine = new FaultyEngine(new MemoryEngine());
  private Fixture storage;

  @BeforeEach
  void open() {
    storage = new Fixture(engine, data);
  }

  @AfterEach
  void close() throws InterruptedException {
    storage.close();
  }

  private void set(int days) {
    storage.clockSet.set(Duration.ofDays(days));
  }

  private DatabaseInfo info() {
    return storage.catalog.info("db").orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {-DAYS, DAYS})
  void nothingIsUnloadedForIt(int days) {
    storage.create("db");
    set(days);
    storage.catalog.look();
    assertThat(info().state).isEqualTo(DatabaseState.LOADED);
    assertThat(info().keptLoaded).anyMatch(why -> why.startsWith("It was used 0 s ago"));
    storage.pass(Fixture.POLICY.idle());
    storage.catalog.look();
    storage.drainLifecycles();
    assertThat(info().state).isEqualTo(DatabaseState.UNLOADED);
  }

  @ParameterizedTest
  @ValueSource(ints = {-DAYS, DAYS})
  void aFailedLoadWaitsNeitherLongerNorShorter(int days) {
    storage.create("db");
    storage.unload("db");
    engine.faults("db").failOpens(() -> new EngineException("no", null));
    assertThatThrownBy(() -> storage.open("db"))
        .isInstanceOf(StorageException.DatabaseUnavailable.class);
    engine.faults("db").failOpens(null);
    set(days);
    assertThatThrownBy(() -> storage.open("db")).hasMessageContaining("could not be loaded");
    storage.pass(Fixture.POLICY.backoff().first());
    assertThat(storage.open("db")).isNotNull();
  }

  @Test
  void etagsGoOnWhereTheyWere() throws InterruptedException {
    Database database = storage.create("db");
    long first = store(database, put("a")).etag();
    set(-DAYS);
    assertThat(store(database, put("a")).etag()).isGreaterThan(first);
    assertThat(store(database, put("b")).etag()).isGreaterThan(first + 1);
    storage.unload("db");
    set(-2 * DAYS);
    storage.close();
    storage = new Fixture(engine, data);
    set(-DAYS);
    assertThat(info().documents).isEqualTo(2);
    assertThat(store(storage.open("db"), put("c")).etag()).isEqualTo(first + 3);
  }
}
