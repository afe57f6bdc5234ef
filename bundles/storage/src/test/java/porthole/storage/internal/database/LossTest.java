// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static porthole.storage.internal.database.Fixture.put;
import static porthole.storage.internal.database.Fixture.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.StorageException;
import porthole.storage.api.engine.StorageEngine;
import porthole.storage.rocksdb.internal.RocksEngine;
import porthole.storage.rocksdb.internal.RocksSettings;

/** A database that has less than it has acknowledged is not opened as if nothing were. */
class LossTest {
  @TempDir Path folder;
  private final RocksEngine engine =
      new RocksEngine(new RocksSettings(8 << 20, 4 << 20, 1 << 20, 2, 0, 64));
  private Fixture storage;
  private Path files;

  @BeforeEach
  void writeAndUnload() throws IOException {
    storage = new Fixture(engine, folder.resolve("data"));
    Database database = storage.create("db");
    for (int i = 1; i <= 20; i++) {
      store(database, put("users/" + i));
    }
    storage.pass(Duration.ofMinutes(1));
    storage.unload("db");
    try (Stream<Path> directories = Files.list(folder.resolve("data/databases"))) {
      files = directories.findFirst().orElseThrow();
    }
  }

  @AfterEach
  void close() throws InterruptedException {
    storage.close();
    engine.close();
  }

  private void assertLost(String... words) {
    assertThatThrownBy(() -> storage.open("db"))
        .isInstanceOfSatisfying(
            StorageException.DatabaseUnavailable.class,
            e -> {
              assertThat(e.state()).isEqualTo(DatabaseState.FAILED);
              assertThat(e.getMessage())
                  .contains(files.toString())
                  .contains(words)
                  .contains("backup")
                  .contains(files.resolve(StorageEngine.ACCEPT_LOSS).toString());
            });
    assertThat(storage.catalog.info("db").orElseThrow().failure).contains(words);
    storage.pass(Duration.ofMinutes(1));
  }

  private Path log() throws IOException {
    try (Stream<Path> list = Files.list(files)) {
      return list.filter(file -> file.toString().endsWith(".log")).findFirst().orElseThrow();
    }
  }

  @Test
  void aDiskThatIsNotMountedIsNoEmptyDatabase() throws IOException {
    Path unmounted = folder.resolve("unmounted");
    Files.move(files, unmounted);
    assertLost("nothing in");
    Files.createDirectory(files);
    assertLost("nothing in");
    Files.delete(files);
    Files.move(unmounted, files);
    assertThat(storage.open("db").stats().documents).isEqualTo(20);
  }

  @Test
  void aLogThatWasCutIsFoundOut() throws IOException {
    try (FileChannel log = FileChannel.open(log(), StandardOpenOption.WRITE)) {
      log.truncate(log.size() / 2);
    }
    assertLost("up to etag 20");
  }

  @Test
  void aLogThatIsMissingIsFoundOut() throws IOException {
    Files.delete(log());
    assertLost("hold nothing");
  }

  @Test
  void anAcceptedLossGivesNoEtagOutTwice() throws IOException {
    try (FileChannel log = FileChannel.open(log(), StandardOpenOption.WRITE)) {
      log.truncate(log.size() / 2);
    }
    assertLost("up to etag 20");
    Files.createFile(files.resolve(StorageEngine.ACCEPT_LOSS));
    assertThat(storage.open("db").stats().documents).isBetween(1L, 19L);
    storage.unload("db");
    Database database = storage.open("db");
    assertThat(store(database, put("new")).etag()).isEqualTo(21);
    assertThat(files.resolve(StorageEngine.ACCEPT_LOSS)).doesNotExist();
    storage.unload("db");
    assertThat(storage.open("db").get(List.of("new"))).doesNotContainNull();
  }

  @Test
  void afterACrashAsMuchIsKnownAsWasWrittenDown() throws Exception {
    Path crashed = folder.resolve("crashed");
    Database database = storage.open("db");
    store(database, put("users/21"));
    storage.catalog.look();
    store(database, put("users/22"));
    copy(folder.resolve("data"), crashed);
    storage.close();
    storage = new Fixture(engine, crashed);
    files = crashed.resolve("databases").resolve(files.getFileName());
    Files.delete(log());
    assertLost("up to etag 21");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
