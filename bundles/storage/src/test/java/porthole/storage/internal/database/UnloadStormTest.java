// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static porthole.storage.internal.database.Fixture.put;
import static porthole.storage.internal.database.Fixture.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseUse;
import porthole.storage.api.DocumentPage;
import porthole.storage.api.PrefixQuery;
import porthole.storage.api.StorageException;
import porthole.storage.rocksdb.internal.RocksEngine;
import porthole.storage.rocksdb.internal.RocksSettings;

/**
 * A thousand unloads under load, on the real engine: a handle used after its close ends the JVM.
 */
class UnloadStormTest {
  private static final int WORKERS = 64;
  private static final int UNLOADS = Boolean.getBoolean("porthole.long") ? 1_000 : 100;

  @TempDir Path data;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong turnedAway = new AtomicLong();

  private interface Work {
    void on(Database database, int worker, int round);
  }

  @Test
  void unloadsHurtNoReaderWriterOrStream() throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try (RocksEngine engine =
            new RocksEngine(new RocksSettings(8 << 20, 4 << 20, 1 << 20, 2, 0, 64));
        Fixture storage = new Fixture(engine, data)) {
      storage.create("db");
      List<Future<Integer>> written = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        int number = worker;
        Work work = kindOf(worker);
        written.add(workers.submit(() -> work(storage, work, number)));
      }
      for (int i = 0; i < UNLOADS; i++) {
        storage.unload("db");
        // So that some work comes between two unloads.
        storage.open("db").get("w0/0");
      }
      over.set(true);
      for (int worker = 0; worker < WORKERS; worker++) {
        int rounds = written.get(worker).get(60, TimeUnit.SECONDS);
        for (int round = 0; worker % 4 == 0 && round < rounds; round++) {
          assertThat(storage.open("db").get("w" + worker + "/" + round)).isNotNull();
        }
      }
      assertThat(turnedAway).as("a request's use lets it finish").hasValue(0);
    } finally {
      over.set(true);
      workers.shutdown();
    }
  }

  private static Work kindOf(int worker) {
    return switch (worker % 4) {
      case 0 -> (database, number, round) -> store(database, put("w" + number + "/" + round));
      case 1 -> (database, number, round) -> database.get("w0/" + round);
      case 2 -> (database, number, round) -> stream(database);
      default -> (database, number, round) -> database.changes(null, round, 20);
    };
  }

  private static void stream(Database database) {
    PrefixQuery query = new PrefixQuery("w", null, null, null, 0, 200);
    DocumentPage page = database.list(query, 1_000);
    for (int piece = 0; piece < 10 && page.more(); piece++) {
      query = query.after(page.documents().get(page.documents().size() - 1), 10);
      page = database.list(query, 1_000);
    }
  }

  private int work(Fixture storage, Work work, int number) {
    int round = 0;
    while (!over.get()) {
      try (DatabaseUse use = storage.catalog.use("db", Duration.ofSeconds(60))) {
        work.on(use.database(), number, round);
        round++;
        done.incrementAndGet();
      } catch (StorageException.DatabaseUnavailable e) {
        turnedAway.incrementAndGet();
      }
    }
    return round;
  }
}
