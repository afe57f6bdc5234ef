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
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import porthole.indexing.internal.MemoryDatabase;
import porthole.indexing.internal.auto.AutoFields;
import porthole.indexing.internal.entry.IndexContent;
import porthole.indexing.internal.entry.MapContent;
import porthole.indexing.internal.field.FieldWriter;
import porthole.indexing.internal.function.Loader;
import porthole.indexing.internal.reduce.ReducedContent;
import porthole.indexing.internal.reduce.SmallParts;
import porthole.indexing.internal.reduce.Sums;
import porthole.indexing.internal.value.Json;
import porthole.introspection.api.Activities;
import porthole.storage.api.StoredDocument;
import porthole.testing.indexing.IndexContents;

/**
 * Whatever happens to documents, and however often the writer dies without a commit: in the end an
 * index has the contents of one that has just been made.
 */
class ReplayTest {
  private static final StandardAnalyzer ANALYZER = new StandardAnalyzer();
  private static final AutoFields FIELDS = new AutoFields(ANALYZER);
  private static final int ROUNDS = Boolean.getBoolean("porthole.long") ? 3_000 : 40;
  private static final int SEEDS = Boolean.getBoolean("porthole.long") ? 20 : 1;
  private static final List<String> KEYS = List.of("a", "a", "a", "a", "b", "c", "bad", "d", "e");

  @TempDir Path root;

  private final MemoryDatabase database = new MemoryDatabase();
  private long nanos;

  static Stream<Arguments> contents() {
    return Stream.of(
            new MapContent(Set.of("Lines"), (document, loader) -> List.of(entry(document, loader))),
            new SmallParts(
                new ReducedContent(
                    Set.of("Lines"), ReplayTest::outputs, new Sums(), ReplayTest::fields),
                8))
        .flatMap(
            content ->
                Stream.iterate(1, i -> i <= SEEDS, i -> i + 1).map(i -> Arguments.of(content, i)));
  }

  private static Document entry(StoredDocument document, Loader loader) {
    Document entry = new Document();
    Map<String, @Nullable Object> line = Json.object(document.body());
    FieldWriter.write(entry, FIELDS.plain("n"), line.get("n"));
    FieldWriter.write(entry, FIELDS.words("k"), line.get("k"));
    FieldWriter.write(entry, FIELDS.plain("factor"), factor(line, loader));
    return entry;
  }

  private static List<Map<String, @Nullable Object>> outputs(
      StoredDocument document, Loader loader) {
    Map<String, @Nullable Object> line = Json.object(document.body());
    double n = ((Number) line.get("n")).doubleValue() * factor(line, loader);
    List<Map<String, @Nullable Object>> outputs = new ArrayList<>();
    for (Object key : (List<?>) line.get("k")) {
      outputs.add(Sums.entry(key, n, 1, List.of(document.id())));
    }
    return outputs;
  }

  private static double factor(Map<String, @Nullable Object> line, Loader loader) {
    Map<String, @Nullable Object> rate = loader.load((String) line.get("rate"), "Rates");
    return rate == null ? 1 : ((Number) rate.get("factor")).doubleValue();
  }

  private static Document fields(Map<String, @Nullable Object> result) {
    Document entry = new Document();
    result.forEach((name, value) -> FieldWriter.write(entry, FIELDS.plain(name), value));
    return entry;
  }

  private IndexFiles files(String name) throws IOException {
    return IndexFiles.open(root.resolve(name), ANALYZER, "test");
  }

  private LiveIndex index(IndexFiles files, IndexContent content) throws IOException {
    return new LiveIndex(
        new IndexIdentity("db", "index"),
        files,
        content,
        new DatabaseFeed(database),
        new IndexingContext(
            Activities.none(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), () -> nanos++));
  }

  private static void finish(LiveIndex index) {
    boolean more = true;
    while (more) {
      more = index.step();
    }
  }

  @ParameterizedTest
  @MethodSource("contents")
  void endsWithTheSameContents(IndexContent content, int seed) throws IOException {
    Random random = new Random(seed);
    IndexFiles files = files("replayed");
    LiveIndex index = index(files, content);
    for (int i = 0; i < ROUNDS; i++) {
      for (int n = random.nextInt(6); n > 0; n--) {
        change(random);
      }
      for (int n = random.nextInt(8); n > 0; n--) {
        // A step whose time is over at once does only a part of what is to be done.
        nanos += random.nextBoolean() ? TimeUnit.SECONDS.toNanos(1) : 0;
        database.onRead(random.nextBoolean() ? () -> nanos += 1_000_000_000 : () -> {});
        index.step();
      }
      if (random.nextInt(6) == 0) {
        files.close();
        files = files("replayed");
        index = index(files, content);
      }
    }
    finish(index);
    assertThat(index.failure()).isNull();
    assertThat(index.isStale()).isFalse();
    index.close();
    LiveIndex rebuilt = index(files("rebuilt"), content);
    finish(rebuilt);
    rebuilt.close();
    IndexContents contents = IndexContents.of(root.resolve("replayed"));
    assertThat(contents.differences(IndexContents.of(root.resolve("rebuilt")))).isEmpty();
    assertThat(contents.size()).isGreaterThan(10);
  }

  private void change(Random random) {
    String id = "lines/" + random.nextInt(120);
    switch (random.nextInt(8)) {
      case 0, 1 -> database.put("Lines", id, null);
      case 2 -> database.put("Rates", rate(random), "{\"factor\": " + random.nextInt(9) + "}");
      case 3 -> database.put("Rates", rate(random), null);
      case 4 -> database.put("Others", "others/" + random.nextInt(9), "{}");
      default -> database.put("Lines", id, line(random));
    }
  }

  private static String rate(Random random) {
    return "rates/" + random.nextInt(12);
  }

  private static String line(Random random) {
    List<String> keys =
        random
            .ints(random.nextInt(4), 0, KEYS.size())
            .mapToObj(i -> "\"" + KEYS.get(i) + "\"")
            .toList();
    return "{\"k\": %s, \"n\": %s, \"rate\": \"%s\"}"
        .formatted(keys, random.nextInt(1_000) / 7.0, rate(random));
  }
}
