// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import porthole.storage.api.engine.EngineException;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.StorageEngine;
import porthole.storage.api.engine.WriteBatch;

/** What was committed is there, or the engine says that it is not, and which file is to blame. */
class DamagedFilesTest {
  private static final int BATCHES = 40;

  @TempDir Path folder;
  private final RocksEngine engine = new RocksEngine(RocksEngineTest.settings());
  private final Random random = new Random(20261122);
  private Path files;

  @BeforeEach
  void commitBatches() {
    files = folder.resolve("files");
    try (Environment environment = engine.open("test", files)) {
      for (int i = 0; i < BATCHES; i++) {
        byte[] value = new byte[i % 10 == 0 ? 70_000 : 10 + random.nextInt(3000)];
        random.nextBytes(value);
        environment.commit(new WriteBatch().put(key(i), value).put(bytes("last"), key(i)));
      }
    }
  }

  @AfterEach
  void closeEngine() {
    engine.close();
  }

  private static byte[] key(int number) {
    return bytes("key " + number);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Path find(Path files, String pattern) throws IOException {
    try (Stream<Path> list = Files.list(files)) {
      return list.filter(file -> file.getFileName().toString().matches(pattern))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Path log(Path files) throws IOException {
    return find(files, "\\d+\\.log");
  }

  private static void flip(Path file, long at) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek(at);
      int before = access.read();
      access.seek(at);
      access.write(before ^ 0x10);
    }
  }

  private static void zero(Path file, long at, int bytes) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek(at);
      access.write(new byte[(int) Math.min(bytes, access.length() - at)]);
    }
  }

  private static void cut(Path file, long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
  }

  private static int batchesIn(Environment environment) {
    int batches = 0;
    while (environment.get(key(batches)) != null) {
      batches++;
    }
    byte[] last = environment.get(bytes("last"));
    assertThat(last).isEqualTo(batches == 0 ? null : key(batches - 1));
    return batches;
  }

  private int batchesIn(Path files) {
    try (Environment environment = engine.open("test", files)) {
      return batchesIn(environment);
    }
  }

  private void assertRefused(String... words) {
    assertThatThrownBy(() -> engine.open("test", files))
        .isInstanceOf(EngineException.Corrupt.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  @Test
  void aLogThatIsDamagedInTheMiddleIsNotOpenedWithWhatComesBefore() throws IOException {
    Path log = log(files);
    byte[] whole = Files.readAllBytes(log);
    flip(log, whole.length / 2);
    assertRefused(log.toString(), "damaged at byte", "accept-loss", "backup");
    Files.write(log, whole);
    assertThat(batchesIn(files)).as("once the log is put back").isEqualTo(BATCHES);
  }

  @Test
  void aLossThatIsAcceptedIsKeptAside() throws IOException {
    Path log = log(files);
    flip(log, Files.size(log) / 2);
    byte[] damaged = Files.readAllBytes(log);
    Files.createFile(files.resolve(StorageEngine.ACCEPT_LOSS));
    assertThat(batchesIn(files)).isBetween(1, BATCHES - 1);
    assertThat(files.resolve("damaged").resolve(log.getFileName())).hasBinaryContent(damaged);
  }

  @Test
  void aLastBatchThatMayHaveBeenTornIsDroppedAndKeptAside() throws IOException {
    Path log = log(files);
    flip(log, Files.size(log) - 5);
    assertThat(batchesIn(files)).isEqualTo(BATCHES - 1);
    assertThat(files.resolve("damaged").resolve(log.getFileName())).exists();
  }

  @Test
  void aLogThatEndsWithinItsLastBatchIsWhatACrashLeaves() throws IOException {
    Path log = log(files);
    cut(log, Files.size(log) - 5);
    assertThat(batchesIn(files)).isEqualTo(BATCHES - 1);
    assertThat(files.resolve("damaged")).doesNotExist();
  }

  @Test
  void batchesMissingBetweenTwoLogsAreALoss() throws IOException {
    Path copy = copy("later");
    try (Environment environment = engine.open("test", copy)) {
      environment.commit(new WriteBatch().put(bytes("a"), bytes("1")));
      Files.copy(log(copy), files.resolve("000099.log"));
    }
    cut(files.resolve("000004.log"), endOfFirstBatch(files.resolve("000004.log")));
    assertRefused("a part of the log", "accept-loss");
  }

  // The first batch is longer than a block: its fragments end with one of type 4.
  private static long endOfFirstBatch(Path log) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(log)).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (bytes.get(at + 6) != 4) {
      at += 7 + bytes.getChar(at + 4);
    }
    return at + 7L + bytes.getChar(at + 4);
  }

  @Test
  void whateverIsDamagedNothingButTheLastBatchIsLostUnnoticed() throws IOException {
    int refused = 0;
    for (int round = 0; round < 60; round++) {
      Path copy = copy("round" + round);
      Path log = log(copy);
      long at = random.nextLong(Files.size(log));
      String what = "round " + round + ", byte " + at;
      if (round % 3 == 0) {
        zero(log, at / 4096 * 4096, 4096);
      } else {
        flip(log, at);
      }
      try {
        assertThat(batchesIn(copy)).as(what).isGreaterThanOrEqualTo(BATCHES - 1);
      } catch (EngineException.Corrupt e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(30);
  }

  private Path copy(String name) throws IOException {
    Path copy = Files.createDirectory(folder.resolve(name));
    try (Stream<Path> list = Files.list(files)) {
      for (Path file : list.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  @ParameterizedTest
  @ValueSource(strings = {"CURRENT", "MANIFEST-\\d+"})
  void aFileWithoutWhichRocksDbWouldBeginAnewIsNamed(String pattern) throws IOException {
    Path file = find(files, pattern);
    byte[] whole = Files.readAllBytes(file);
    Files.delete(file);
    assertRefused(file.getFileName().toString(), "backup");
    Files.write(file, whole);
    assertThat(batchesIn(files)).isEqualTo(BATCHES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CURRENT", "MANIFEST-\\d+"})
  void aFileThatIsDamagedIsNamed(String pattern) throws IOException {
    Path file = find(files, pattern);
    byte[] whole = Files.readAllBytes(file);
    flip(file, whole.length - 1);
    assertRefused(file.getFileName().toString(), "backup");
    Files.write(file, whole);
    assertThat(batchesIn(files)).isEqualTo(BATCHES);
  }

  @Test
  void aTableFileThatIsMissingIsNamed() throws IOException {
    try (Environment environment = engine.open("test", files)) {
      environment.flush();
    }
    Path table = find(files, ".*\\.sst");
    Path aside = Files.move(table, folder.resolve("aside"));
    assertRefused(table.getFileName().toString(), "backup");
    Files.move(aside, table);
    assertThat(batchesIn(files)).isEqualTo(BATCHES);
  }
}
