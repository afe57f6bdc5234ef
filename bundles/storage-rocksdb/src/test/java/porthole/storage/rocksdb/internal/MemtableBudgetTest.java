// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.WriteBatch;

/** Many databases with few recent writes each share the memory for these. */
class MemtableBudgetTest {
  private static final int RESTING = 80;
  private static final int BATCHES = 300;

  @TempDir Path folder;
  private final RocksEngine engine = new RocksEngine(RocksEngineTest.settings());
  private final List<Environment> resting = new ArrayList<>();

  @AfterEach
  void close() {
    resting.forEach(Environment::close);
    engine.close();
  }

  private Environment open(String name) {
    return engine.open(name, folder.resolve(name));
  }

  private static void write(Environment environment, int number) {
    byte[] key = {(byte) (number >> 8), (byte) number};
    environment.commit(new WriteBatch().put(key, new byte[100]));
  }

  @Test
  void theOneThatIsWrittenToIsNotFlushedForThoseThatRest() throws IOException {
    for (int i = 0; i < RESTING; i++) {
      Environment environment = open("resting" + i);
      resting.add(environment);
      environment.commit(new WriteBatch().put(new byte[1], new byte[40_000]));
    }
    engine.makeRoom();
    engine.makeRoom();
    while (memory() > RocksEngineTest.settings().writeBuffersBytes() / 2) {
      Thread.onSpinWait();
    }
    try (Environment busy = open("busy")) {
      for (int i = 0; i < BATCHES; i++) {
        write(busy, i);
      }
      assertThat(tablesOf("busy")).isLessThan(3);
    }
  }

  private long memory() {
    return resting.stream().mapToLong(one -> ((RocksEnvironment) one).memtableBytes()).sum();
  }

  private long tablesOf(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.filter(file -> file.toString().endsWith(".sst")).count();
    }
  }
}
