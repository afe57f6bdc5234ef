// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.indexing.api.IndexError;
import porthole.indexing.internal.MemoryDatabase;
import porthole.indexing.internal.auto.AutoDefinition;
import porthole.indexing.internal.auto.AutoEntries;
import porthole.indexing.internal.auto.AutoField;
import porthole.indexing.internal.auto.AutoFields;
import porthole.indexing.internal.entry.MapContent;
import porthole.indexing.internal.function.Loader;
import porthole.indexing.internal.value.Json;
import porthole.introspection.api.Activities;
import porthole.storage.api.StoredDocument;

class LiveIndexTest {
  private final Analyzer analyzer = new StandardAnalyzer();
  private final AutoFields fields = new AutoFields(analyzer);
  private final AutoDefinition definition =
      new AutoDefinition(
          "Users", new TreeSet<>(List.of(new AutoField("name", AutoField.Way.PLAIN))));
  private final AutoEntries entries = new AutoEntries(definition, fields);
  private final MemoryDatabase database = new MemoryDatabase();
  private final AtomicLong nanos = new AtomicLong();
  private final List<LiveIndex> open = new ArrayList<>();

  @TempDir Path directory;

  private LiveIndex open() throws IOException {
    LiveIndex index =
        new LiveIndex(
            new IndexIdentity("db", definition.name()),
            IndexFiles.open(directory, analyzer, definition.name()),
            new MapContent(Set.of("Users"), this::entriesOf),
            new DatabaseFeed(database),
            new IndexingContext(
                Activities.none(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), nanos::get));
    open.add(index);
    return index;
  }

  private List<Document> entriesOf(StoredDocument document, Loader loader) {
    return List.of(entries.entry(Json.object(document.body())));
  }

  @AfterEach
  void closeAll() {
    open.forEach(LiveIndex::close);
  }

  private static int count(LiveIndex index, String name) {
    return Counting.count(index, "name = '" + name + "'");
  }

  private static void finish(LiveIndex index) {
    boolean more = true;
    while (more) {
      more = index.step();
    }
  }

  @Test
  void followsTheChangesOfItsCollection() throws IOException {
    LiveIndex index = open();
    database.put("Users", "users/1", "{\"name\": \"Ann\"}");
    database.put("Others", "others/1", "{\"name\": \"Ann\"}");
    assertThat(index.isStale()).isTrue();
    finish(index);
    assertThat(index.isStale()).isFalse();
    assertThat(count(index, "ann")).isOne();

    database.put("Users", "users/1", "{\"name\": \"Bob\"}");
    finish(index);
    assertThat(count(index, "ann")).isZero();
    assertThat(count(index, "bob")).isOne();

    database.put("Users", "users/1", null);
    finish(index);
    assertThat(count(index, "bob")).isZero();
  }

  @Test
  void putsTogetherWhatWasWrittenPieceByPieceOnceNothingChanges() throws IOException {
    LiveIndex index = open();
    for (int i = 0; i < 8; i++) {
      database.put("Users", "users/" + i, "{\"name\": \"Ann\"}");
      finish(index);
    }
    assertThat(segments(index)).isEqualTo(8);
    assertThat(index.etag()).isEqualTo(8);

    nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
    assertThat(index.isDue()).isTrue();
    while (index.isDue()) {
      index.step();
    }
    assertThat(segments(index)).isLessThanOrEqualTo(3);
    assertThat(count(index, "ann")).isEqualTo(8);
    assertThat(index.etag()).isEqualTo(8);
  }

  private static int segments(LiveIndex index) {
    try (Entries entries = index.entries()) {
      return entries.searcher().getIndexReader().leaves().size();
    }
  }

  @Test
  void tellsWhoWaitsWhenItHasComeSoFar() throws IOException {
    LiveIndex index = open();
    database.put("Users", "users/1", "{}");
    database.put("Users", "users/2", "{}");
    CompletableFuture<Void> first = index.until(1);
    CompletableFuture<Void> second = index.until(2);
    CompletableFuture<Void> third = index.until(3);
    finish(index);
    assertThat(first).isDone();
    assertThat(second).isDone();
    assertThat(third).isNotDone();
    assertThat(index.until(2)).isDone();
  }

  @Test
  void changesOfOtherCollectionsDoNotKeepIt() throws IOException {
    LiveIndex index = open();
    database.put("Others", "others/1", "{}");
    CompletableFuture<Void> reached = index.until(1);
    assertThat(index.isStale()).isFalse();
    finish(index);
    assertThat(reached).isDone();
    assertThat(index.isUncommitted()).isFalse();
  }

  @Test
  void keepsTheErrorOfADocumentAndGoesOn() throws IOException {
    LiveIndex index = open();
    database.put("Users", "users/1", "[]");
    database.put("Users", "users/2", "{\"name\": \"Ann\"}");
    finish(index);
    assertThat(count(index, "ann")).isOne();
    assertThat(index.errors().latest())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.document()).isEqualTo("users/1");
              assertThat(error.message()).contains("Not a JSON object");
            });
    assertThat(index.isStale()).isFalse();
  }

  @Test
  void givesOtherIndexesTheirTurn() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      database.put("Users", "users/" + i, "{\"name\": \"Ann\"}");
    }
    LiveIndex index = open();
    assertThat(stepThatTakes(index, TimeUnit.SECONDS.toNanos(1))).isTrue();
    assertThat(count(index, "ann")).isBetween(1, 999);
    finish(index);
    assertThat(count(index, "ann")).isEqualTo(1_000);
  }

  // The clock is at its end by the time that the first batch is done.
  private boolean stepThatTakes(LiveIndex index, long time) {
    database.onRead(() -> nanos.addAndGet(time));
    try {
      return index.step();
    } finally {
      database.onRead(() -> {});
    }
  }

  @Test
  void commitsEveryFewSecondsAndWhenClosed() throws IOException {
    LiveIndex index = open();
    database.put("Users", "users/1", "{\"name\": \"Ann\"}");
    finish(index);
    assertThat(index.isUncommitted()).isTrue();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(3));
    finish(index);
    assertThat(index.isUncommitted()).isFalse();

    database.put("Users", "users/2", "{\"name\": \"Ann\"}");
    finish(index);
    index.close();
    open.clear();
    LiveIndex again = open();
    assertThat(count(again, "ann")).isEqualTo(2);
    assertThat(again.isStale()).isFalse();
  }

  @Test
  void keepsFiveHundredErrors() {
    IndexingErrors errors = new IndexingErrors();
    for (int i = 0; i < 1_000; i++) {
      errors.failed(new IndexError("docs/" + i, "Map", "x", Instant.EPOCH));
    }
    assertThat(errors.latest()).hasSize(500);
    assertThat(errors.latest().get(0).document()).isEqualTo("docs/500");
    assertThat(errors.tooMany()).isTrue();
  }
}
