// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static porthole.storage.internal.database.Fixture.bytes;
import static porthole.storage.internal.database.Fixture.put;
import static porthole.storage.internal.database.Fixture.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.storage.api.DatabaseInfo;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.engine.StorageEngine;
import porthole.testing.storage.MemoryEngine;

/** Starting and looking with many databases on disk opens none of them. */
class ManyDatabasesTest {
  private static final int DATABASES = Boolean.getBoolean("porthole.long") ? 10_000 : 300;
  private static final int PAGE = 25;

  @TempDir Path data;
  private final MemoryEngine memory = new MemoryEngine();
  private final Set<String> opened = new ConcurrentSkipListSet<>();
  private final StorageEngine engine =
      (name, directory) -> {
        opened.add(name);
        return memory.open(name, directory);
      };

  @Test
  void allAreListedPageByPageAfterAStartAndNoneIsOpened() throws Exception {
    fill();
    opened.clear();

    try (Fixture storage = new Fixture(engine, data)) {
      List<String> names = new ArrayList<>();
      for (int start = 0; start < DATABASES; start += PAGE) {
        for (DatabaseInfo info : storage.catalog.list(start, PAGE)) {
          names.add(info.name);
          assertThat(info.state).isEqualTo(DatabaseState.UNLOADED);
          assertThat(info.documents).isEqualTo(info.name.equals(name(0)) ? 1 : 0);
        }
      }

      assertThat(names).hasSize(DATABASES).isSorted().doesNotHaveDuplicates();
      assertThat(storage.catalog.list(DATABASES, PAGE)).isEmpty();
      assertThat(storage.catalog.record(name(DATABASES - 1))).isPresent();
      storage.catalog.look();
      assertThat(opened).containsExactly(SystemStore.NAME);
    }
  }

  private void fill() throws InterruptedException {
    try (Fixture storage = new Fixture(engine, data)) {
      for (int number = 0; number < DATABASES; number++) {
        storage.catalog.create(name(number), bytes("{}"));
      }
      store(storage.open(name(0)), put("a"));
    }
  }

  private static String name(int number) {
    return String.format(Locale.ROOT, "db-%05d", number);
  }
}
