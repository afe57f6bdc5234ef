// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static porthole.storage.internal.database.Fixture.delete;
import static porthole.storage.internal.database.Fixture.put;
import static porthole.storage.internal.database.Fixture.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.storage.api.Database;
import porthole.storage.api.StorageException;
import porthole.storage.api.engine.EngineException;
import porthole.storage.rocksdb.internal.RocksEngine;
import porthole.storage.rocksdb.internal.RocksSettings;

/** Storage on the engine that ships. */
class DurabilityTest {
  @TempDir Path directory;
  private final RocksEngine engine =
      new RocksEngine(new RocksSettings(8 << 20, 4 << 20, 1 << 20, 2, 0, 64));

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void everythingIsThereAfterARestart() throws InterruptedException {
    Path data = directory.resolve("data");
    try (Fixture storage = new Fixture(engine, data)) {
      Database database = storage.create("Northwind");
      database.execute(List.of(put("users/1"), put("users/2"), put("orders|"), delete("users/2")));
      assertThat(database.stats().sizeOnDiskBytes).isPositive();
    }
    try (Fixture storage = new Fixture(engine, data)) {
      assertThat(storage.catalog.info("northwind").orElseThrow().documents).isEqualTo(2);
      Database database = storage.open("northwind");
      assertThat(database.get("USERS/1")).isNotNull();
      assertThat(database.get("users/2")).isNull();
      assertThat(database.stats().lastEtag).isEqualTo(4);
      assertThat(database.changes(null, 0, 10)).hasSize(3);
      assertThat(database.nextIdentity("orders|")).isEqualTo(2);
      assertThat(store(database, put("users/3")).etag()).isEqualTo(5);
    }
  }

  @Test
  void whatWasAcknowledgedIsInACopyOfTheFilesTakenWhileWritersRun() throws Exception {
    Path crashed = directory.resolve("crashed");
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    Set<String> atTheCopy;
    try (Fixture storage = new Fixture(engine, directory.resolve("data"))) {
      Database database = storage.create("db");
      List<CompletableFuture<Void>> writers = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        String prefix = "w" + writer + "/";
        writers.add(CompletableFuture.runAsync(() -> write(database, prefix, acknowledged)));
      }
      while (acknowledged.size() < 100) {
        Thread.onSpinWait();
      }
      atTheCopy = Set.copyOf(acknowledged);
      copy(directory.resolve("data"), crashed);
      writers.forEach(CompletableFuture::join);
    }
    try (Fixture storage = new Fixture(engine, crashed)) {
      Database database = storage.open("db");
      for (String batch : atTheCopy) {
        assertThat(database.get(List.of(batch + "/a", batch + "/b"))).doesNotContainNull();
      }
      long documents = database.stats().documents;
      assertThat(documents).isEven().isGreaterThanOrEqualTo(2L * atTheCopy.size());
      assertThat(database.changes(null, 0, Integer.MAX_VALUE)).hasSize((int) documents);
    }
  }

  private static void write(Database database, String prefix, Set<String> acknowledged) {
    for (int i = 0; i < 100; i++) {
      String batch = prefix + i;
      database.execute(List.of(put(batch + "/a"), put(batch + "/b")));
      acknowledged.add(batch);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(file -> copyOne(file, to.resolve(from.relativize(file).toString())));
    }
  }

  private static void copyOne(Path from, Path to) {
    try {
      if (Files.isDirectory(from)) {
        Files.createDirectories(to);
      } else {
        Files.copy(from, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aDataDirectoryInUseIsRefused() throws InterruptedException {
    Path data = directory.resolve("data");
    try (Fixture storage = new Fixture(engine, data)) {
      assertThat(storage.create("db")).isNotNull();
      assertThatThrownBy(() -> new Fixture(engine, data))
          .isInstanceOf(EngineException.InUse.class)
          .hasMessageContaining("system");
    }
  }

  @Test
  void aHardDeleteTakesTheFilesOfTheEngine() throws Exception {
    Path data = directory.resolve("data");
    try (Fixture storage = new Fixture(engine, data)) {
      Database database = storage.create("db");
      store(database, put("a"));
      storage.catalog.delete("db", true);
      try (Stream<Path> left = Files.list(data.resolve("databases"))) {
        assertThat(left).isEmpty();
      }
      assertThatThrownBy(() -> database.get("a"))
          .isInstanceOf(StorageException.DatabaseUnavailable.class);
    }
  }
}
