// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static porthole.storage.internal.database.Fixture.bytes;
import static porthole.storage.internal.database.Fixture.put;
import static porthole.storage.internal.database.Fixture.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseInfo;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.DatabaseUse;
import porthole.storage.api.StorageException;
import porthole.storage.api.engine.EngineException;
import porthole.testing.storage.FaultyEngine;
import porthole.testing.storage.MemoryEngine;

/**
 * Random schedules of everything that can happen to a database, against what must always hold:
 *
 * <ul>
 *   <li>nobody sees an error other than the defined ones;
 *   <li>an environment is open at most once at a time, and never used after its close (the engine
 *       below throws on both);
 *   <li>what was acknowledged is there as long as the database that acknowledged it is;
 *   <li>when all is quiet, no step is in flight, and closing storage closes every environment.
 * </ul>
 *
 * A schedule that fails is named by its seed; which thread came when is the machine's, though.
 */
class LandlordScheduleTest {
  private static final int THREADS = 8;
  private static final int STEPS = 400;
  private static final List<String> NAMES = List.of("a", "b");

  @TempDir Path data;
  private final FaultyEngine engine = new FaultyEngine(new MemoryEngine());

  // By database id, which a database made anew does not share.
  private final Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();

  static LongStream seeds() {
    return LongStream.concat(LongStream.range(0, 5), LongStream.of(new Random().nextLong()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatMustAlwaysHoldDoes(long seed) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    Fixture storage = new Fixture(engine, data);
    try {
      NAMES.forEach(name -> storage.catalog.create(name, bytes("{}")));
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        Random random = new Random(seed * THREADS + thread);
        String tag = "t" + thread;
        all.add(threads.submit(() -> run(storage, random, tag)));
      }
      for (Future<?> one : all) {
        one.get(60, TimeUnit.SECONDS);
      }
      check(storage);
    } finally {
      threads.shutdown();
      storage.close();
    }
    for (String name : NAMES) {
      assertThat(engine.faults(name).closes()).isEqualTo(engine.faults(name).opened());
    }
  }

  private void run(Fixture storage, Random random, String tag) {
    for (int step = 0; step < STEPS; step++) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      try {
        act(storage, random.nextInt(20), name, tag + "/" + step);
      } catch (StorageException.DatabaseUnavailable
          | StorageException.DatabaseDoesNotExist
          | StorageException.DatabaseAlreadyExists e) {
        assertThat(e).hasMessageContaining(name);
      }
    }
  }

  private void act(Fixture storage, int action, String name, String id) {
    switch (action) {
      case 0 -> storage.catalog.unload(name, "test", Duration.ZERO);
      case 1 -> storage.catalog.unload(name, "test", Fixture.PATIENCE);
      case 2 -> storage.catalog.disable(name, name + " is to rest");
      case 3, 4, 5 -> storage.catalog.enable(name);
      case 6 -> storage.catalog.delete(name, id.endsWith("7"));
      case 7, 8 -> storage.catalog.create(name, bytes("{}"));
      case 9 -> storage.pass(Duration.ofMinutes(2));
      case 10 -> engine.faults(name).failOpens(() -> new EngineException("no luck", null));
      case 11, 12, 13 -> engine.faults(name).failOpens(null);
      case 14 -> assertThat(storage.catalog.list(0, 10)).hasSizeLessThanOrEqualTo(NAMES.size());
      case 15 -> storage.open(name).get(id);
      default -> write(storage, name, id);
    }
  }

  private void write(Fixture storage, String name, String id) {
    try (DatabaseUse use = storage.catalog.use(name, Fixture.PATIENCE)) {
      Database database = use.database();
      store(database, put(id));
      acknowledged.computeIfAbsent(database.id(), any -> ConcurrentHashMap.newKeySet()).add(id);
    }
  }

  private void check(Fixture storage) {
    for (String name : NAMES) {
      engine.faults(name).failOpens(null);
      if (storage.catalog.info(name).isEmpty()) {
        continue;
      }
      storage.pass(Duration.ofHours(1));
      storage.unload(name);
      storage.catalog.enable(name);
      DatabaseInfo quiet = storage.catalog.info(name).orElseThrow();
      assertThat(quiet.state).isIn(DatabaseState.UNLOADED, DatabaseState.FAILED);
      assertThat(quiet.uses).isZero();
      Database database = storage.open(name);
      for (String id : acknowledged.getOrDefault(database.id(), Set.of())) {
        assertThat(database.get(id)).as("%s in %s", id, name).isNotNull();
      }
    }
    assertThat(storage.catalog.loads().running).isEmpty();
    assertThat(storage.catalog.loads().waiting).isEmpty();
  }
}
