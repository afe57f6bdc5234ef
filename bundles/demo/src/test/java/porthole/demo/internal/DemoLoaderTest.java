// SPDX-License-Identifier: Apache-2.0
package porthole.demo.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.introspection.api.Activities;
import porthole.storage.api.DocumentCommand;
import porthole.storage.api.StorageException;

class DemoLoaderTest {

  private static final int DOCUMENTS = 3_500;
  private static final DemoPlan PLAN = new DemoPlan("demo", "Cities", "cities.gz", DOCUMENTS);

  @TempDir private Path directory;
  private final MemoryDatabases storage = new MemoryDatabases();

  @BeforeEach
  void packDocuments() throws IOException {
    try (OutputStream packed =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("cities.gz")))) {
      for (int i = 1; i <= DOCUMENTS; i++) {
        packed.write(
            ("{\"@id\":\"cities/" + i + "\",\"Name\":\"Vilä\",\"N\":1.50}\n").getBytes(UTF_8));
      }
    }
  }

  @Test
  void theFirstStartLoadsEveryDocument() throws IOException {
    load();

    assertThat(demo()).hasSize(DOCUMENTS);
    DocumentCommand.Put first = demo().get("cities/1");
    assertThat(first.collection()).isEqualTo("Cities");
    assertThat(new String(first.metadata(), UTF_8)).isEqualTo("{\"@collection\":\"Cities\"}");
    assertThat(new String(first.body(), UTF_8)).isEqualTo("{\"Name\":\"Vilä\",\"N\":1.50}");
    assertThat(first.expectedChangeVector()).isNull();
  }

  @Test
  void anInterruptedLoadGoesOnWhereItWas() throws IOException {
    AtomicInteger batches = new AtomicInteger();
    loader().load(() -> batches.getAndIncrement() == 2, report());

    assertThat(demo()).hasSize(2_000);
    assertThat(progress().read()).isEqualTo(new DemoProgress(DemoProgress.State.LOADING, 2_000));

    load();

    assertThat(demo()).hasSize(DOCUMENTS);
  }

  @Test
  void afterAFailureOfStorageTheNextTryGoesOn() throws IOException {
    storage.batchesUntilFailure = 1;

    assertThatThrownBy(this::load).isInstanceOf(StorageException.DatabaseUnavailable.class);
    assertThat(demo()).hasSize(1_000);

    storage.batchesUntilFailure = Integer.MAX_VALUE;
    load();

    assertThat(demo()).hasSize(DOCUMENTS);
  }

  @Test
  void aStartKilledAroundTheCreationGoesOnEitherWay() throws IOException {
    progress().write(new DemoProgress(DemoProgress.State.CREATING, 0));
    load();

    assertThat(demo()).hasSize(DOCUMENTS);

    storage.databases.get("demo").clear();
    progress().write(new DemoProgress(DemoProgress.State.CREATING, 0));
    load();

    assertThat(demo()).hasSize(DOCUMENTS);
  }

  @Test
  void aDeletedDemoIsNotMadeAgain() throws IOException {
    load();
    storage.databases.remove("demo");
    load();

    assertThat(storage.databases).isEmpty();
  }

  @Test
  void aDemoDeletedWhileItIsLoadedIsNotMadeAgain() throws IOException {
    progress().write(new DemoProgress(DemoProgress.State.LOADING, 1_000));

    load();
    load();

    assertThat(storage.databases).isEmpty();
    assertThat(progress().read().state()).isEqualTo(DemoProgress.State.DONE);
  }

  @Test
  void aDatabaseOfThatNameWhichIsNotOursIsLeftAlone() throws IOException {
    storage.databases.put("demo", Map.of());

    load();

    assertThat(demo()).isEmpty();
    assertThat(progress().read().state()).isEqualTo(DemoProgress.State.DONE);
  }

  @Test
  void progressIsReportedEveryFewSecondsWithItsRate() {
    AtomicLong clock = new AtomicLong();
    List<String> lines = new ArrayList<>();
    LoadReport report = new LoadReport(10_000, clock::get, lines::add);

    report.stored(1_000);
    clock.set(1_000_000_000L);
    report.stored(2_000);
    clock.set(4_000_000_000L);
    report.stored(9_000);

    assertThat(lines)
        .containsExactly("Loading the demo database: 9,000 of 10,000 documents, 2,000 a second");
  }

  private void load() throws IOException {
    loader().load(() -> false, report());
  }

  private DemoLoader loader() {
    return new DemoLoader(PLAN, directory, progress(), storage.service(), Activities.none());
  }

  private ProgressFile progress() {
    return new ProgressFile(directory.resolve("progress.json"));
  }

  private static LoadReport report() {
    return new LoadReport(DOCUMENTS, () -> 0L, line -> {});
  }

  private Map<String, DocumentCommand.Put> demo() {
    return storage.databases.get("demo");
  }
}
