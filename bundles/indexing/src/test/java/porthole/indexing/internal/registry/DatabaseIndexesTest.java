// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.internal.MemoryDatabase;
import porthole.indexing.internal.auto.AutoDefinition;
import porthole.indexing.internal.auto.AutoField;
import porthole.indexing.internal.auto.AutoField.Way;
import porthole.indexing.internal.definition.FakeFunctions;
import porthole.indexing.internal.index.Counting;
import porthole.indexing.internal.index.DatabaseFeed;
import porthole.indexing.internal.index.IndexingContext;
import porthole.indexing.internal.index.LiveIndex;
import porthole.indexing.internal.work.FairScheduler;
import porthole.introspection.api.Activities;

class DatabaseIndexesTest {
  private static final AutoDefinition BY_NAME = users(new AutoField("name", Way.PLAIN));
  private static final AutoDefinition BY_AGE = users(new AutoField("age", Way.PLAIN));

  private final Analyzer analyzer = new StandardAnalyzer();
  private final MemoryDatabase database = new MemoryDatabase();
  private final Deque<Runnable> work = new ArrayDeque<>();
  private final FairScheduler scheduler = new FairScheduler(work::add, () -> 1);
  private final List<DatabaseIndexes> open = new ArrayList<>();

  private Instant now = Instant.EPOCH;
  private final Clock clock = new MovedClock();

  @TempDir Path directory;

  private final class MovedClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static AutoDefinition users(AutoField field) {
    return new AutoDefinition("Users", new TreeSet<>(List.of(field)));
  }

  private DatabaseIndexes open() {
    IndexingContext context = new IndexingContext(Activities.none(), clock, System::nanoTime);
    DatabaseIndexes indexes =
        new DatabaseIndexes(
            "db",
            new DatabaseFeed(database),
            directory.resolve("indexes"),
            new IndexTools(analyzer, FakeFunctions::compile, scheduler, context));
    open.add(indexes);
    return indexes;
  }

  private DatabaseIndexes reopen() {
    closeAll();
    return open();
  }

  @AfterEach
  void closeAll() {
    open.forEach(DatabaseIndexes::close);
    open.clear();
  }

  private void runAll() {
    while (!work.isEmpty()) {
      work.remove().run();
    }
  }

  @Test
  void makesAnIndexForWhatNoneAnswers() {
    DatabaseIndexes indexes = open();
    database.put("Users", "users/1", "{\"name\": \"Ann\", \"age\": 3}");
    LiveIndex index = indexes.covering(BY_NAME).answering();
    runAll();
    assertThat(Counting.count(index, "name = 'ann'")).isOne();
    assertThat(indexes.covering(BY_NAME).answering()).isSameAs(index);
  }

  @Test
  void aWiderIndexTakesTheNarrowOnesPlaceOnceItHasCaughtUp() {
    DatabaseIndexes indexes = open();
    database.put("Users", "users/1", "{\"name\": \"Ann\", \"age\": 3}");
    LiveIndex narrow = indexes.covering(BY_NAME).answering();
    runAll();
    LiveIndex wide = indexes.covering(BY_AGE).answering();
    assertThat(wide.identity().name()).isEqualTo("Auto/Users/ByageAndname");
    indexes.deleteCovered();
    assertThat(indexes.covering(BY_NAME).answering()).isSameAs(narrow);

    runAll();
    indexes.deleteCovered();
    assertThat(indexes.all()).extracting(ManagedIndex::live).containsExactly(wide);
    assertThat(indexes.covering(BY_NAME).answering()).isSameAs(wide);
    assertThat(Counting.count(wide, "name = 'ann' and age = 3")).isOne();
    assertThat(reopen().all()).hasSize(1);
  }

  @Test
  void goesOnAfterAReload() {
    DatabaseIndexes indexes = open();
    database.put("Users", "users/1", "{\"name\": \"Ann\"}");
    indexes.covering(BY_NAME).answering();
    runAll();
    LiveIndex again = reopen().covering(BY_NAME).answering();
    assertThat(again.isStale()).isFalse();
    assertThat(Counting.count(again, "name = 'ann'")).isOne();
  }

  @Test
  void makesAnewWhatCannotBeRead() throws IOException {
    DatabaseIndexes indexes = open();
    database.put("Users", "users/1", "{\"name\": \"Ann\"}");
    indexes.covering(BY_NAME).answering();
    runAll();
    closeAll();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("_")).toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
    LiveIndex again = open().covering(BY_NAME).answering();
    runAll();
    assertThat(Counting.count(again, "name = 'ann'")).isOne();
  }

  @Test
  void deletesWhatACrashLeftOfAnIndex() throws IOException {
    Path left = Files.createDirectories(directory.resolve("indexes/Auto_Users-0/lucene"));
    assertThat(open().all()).isEmpty();
    assertThat(left).doesNotExist();
  }

  @Test
  void commitsWhatHasRested() {
    DatabaseIndexes indexes = open();
    database.put("Users", "users/1", "{}");
    LiveIndex index = indexes.covering(BY_NAME).answering();
    runAll();
    assertThat(index.isUncommitted()).isTrue();
    indexes.wakeDue();
    assertThat(work).hasSize(1);
  }

  @Test
  void worksNoMoreOnceClosed() {
    DatabaseIndexes indexes = open();
    LiveIndex index = indexes.covering(BY_NAME).answering();
    database.put("Users", "users/1", "{}");
    indexes.changed();
    indexes.close();
    runAll();
    assertThat(index.isStale()).isTrue();
  }

  @Test
  void whatNobodyAsksRestsAndIsDeletedLater() {
    database.put("Users", "users/1", "{\"name\": \"Ann\"}");
    DatabaseIndexes indexes = open();
    indexes.covering(BY_NAME).answering();
    runAll();
    now = now.plus(Duration.ofMinutes(31));
    indexes.retire();
    database.put("Users", "users/2", "{\"name\": \"Ann\"}");
    indexes.changed();
    runAll();
    assertThat(new IndexAdmin(indexes).reports())
        .singleElement()
        .satisfies(report -> assertThat(report.state).isEqualTo(IndexDefinition.State.IDLE))
        .satisfies(report -> assertThat(report.stale).isTrue());

    LiveIndex again = indexes.covering(BY_NAME).answering();
    runAll();
    assertThat(Counting.count(again, "name = 'ann'")).isEqualTo(2);
    now = now.plus(Duration.ofDays(4));
    indexes.retire();
    assertThat(indexes.all()).isEmpty();
  }
}
