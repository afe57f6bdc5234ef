// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import porthole.storage.api.engine.EngineException;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.Snapshot;
import porthole.storage.api.engine.StorageEngine;
import porthole.storage.api.engine.WriteBatch;
import porthole.testing.storage.StorageEngineContract;

class RocksEngineTest extends StorageEngineContract {
  private final RocksEngine engine = new RocksEngine(settings());

  static RocksSettings settings() {
    return new RocksSettings(8 << 20, 4 << 20, 1 << 20, 2, 0, 64);
  }

  @Override
  protected StorageEngine engine() {
    return engine;
  }

  @AfterEach
  void closeEngine() {
    engine.close();
  }

  @Test
  void whatWasCommittedIsInACopyOfTheFilesOfARunningEnvironment() throws IOException {
    Path copy = directory.resolve("copy");
    try (Environment environment = open()) {
      environment.commit(new WriteBatch().put(bytes("a"), bytes("1")));
      environment.commit(new WriteBatch().put(bytes("b"), bytes("2")));
      copy(directory.resolve("environment"), copy);
    }
    try (Environment environment = engine.open("copy", copy)) {
      assertThat(environment.get(bytes("a"))).isEqualTo(bytes("1"));
      assertThat(environment.get(bytes("b"))).isEqualTo(bytes("2"));
    }
  }

  @Test
  void useAfterCloseIsAnExceptionAndNotACrash() {
    Environment environment = open();
    environment.close();
    assertThatThrownBy(() -> environment.get(bytes("a"))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(environment::snapshot).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> environment.commit(new WriteBatch().put(bytes("a"), bytes("1"))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingWithASnapshotOpenIsRefused() {
    try (Environment environment = open()) {
      try (Snapshot snapshot = environment.snapshot()) {
        assertThatThrownBy(environment::close)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("1 uses");
        assertThat(snapshot.get(bytes("a"))).isNull();
      }
    }
  }

  @Test
  void anEnvironmentOutlivesTheClosingOfItsEngine() {
    Environment environment = open();
    engine.close();
    environment.commit(new WriteBatch().put(bytes("a"), bytes("1")));
    assertThat(environment.get(bytes("a"))).isEqualTo(bytes("1"));
    environment.close();
    assertThatThrownBy(this::open).isInstanceOf(EngineException.class);
  }

  @Test
  void aDamagedTableFileIsReportedAsCorrupt() throws Exception {
    Path files = directory.resolve("environment");
    writeTableFile(files);
    Path table = find(files, ".sst");
    try (RandomAccessFile file = new RandomAccessFile(table.toFile(), "rw")) {
      file.seek(100);
      file.write(new byte[200]);
    }
    try (Environment environment = open()) {
      assertThatThrownBy(() -> environment.get(bytes("key 1")))
          .isInstanceOf(EngineException.Corrupt.class)
          .hasMessageContaining("test")
          .hasMessageContaining("environment");
    }
  }

  private static void writeTableFile(Path files) throws IOException, RocksDBException {
    Files.createDirectories(files);
    try (Options options = new Options().setCreateIfMissing(true);
        RocksDB database = RocksDB.open(options, files.toString());
        FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
      for (int i = 0; i < 1000; i++) {
        database.put(bytes("key " + i), bytes("value " + i));
      }
      database.flush(flush);
    }
  }

  @Test
  void theFilesAreTheOwnersOnly() throws IOException {
    open().close();
    assertThat(Files.getPosixFilePermissions(directory.resolve("environment")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void aFileInTheDirectorysPlaceIsAClearFailure() throws IOException {
    Files.writeString(directory.resolve("environment"), "no directory");
    assertThatThrownBy(this::open)
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("environment");
  }

  private static Path find(Path files, String ending) throws IOException {
    try (Stream<Path> list = Files.list(files)) {
      return list.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> list = Files.list(from)) {
      for (Path file : list.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
