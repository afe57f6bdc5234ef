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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.TopDocs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.indexing.internal.MemoryDatabase;
import porthole.indexing.internal.auto.AutoFields;
import porthole.indexing.internal.field.FieldWriter;
import porthole.indexing.internal.function.Loader;
import porthole.indexing.internal.reduce.ReducedContent;
import porthole.indexing.internal.reduce.SmallParts;
import porthole.indexing.internal.reduce.Sums;
import porthole.indexing.internal.value.Json;
import porthole.introspection.api.Activities;
import porthole.storage.api.StoredDocument;

class ReducedIndexTest {
  private static final AutoFields FIELDS = new AutoFields(new StandardAnalyzer());

  @TempDir Path directory;

  private final MemoryDatabase database = new MemoryDatabase();
  private LiveIndex index;

  @BeforeEach
  void open() throws IOException {
    ReducedContent content =
        new ReducedContent(
            Set.of("Lines"), ReducedIndexTest::outputs, new Sums(), ReducedIndexTest::fields);
    index =
        new LiveIndex(
            new IndexIdentity("db", "index"),
            IndexFiles.open(directory, new StandardAnalyzer(), "test"),
            new SmallParts(content, 4),
            new DatabaseFeed(database),
            new IndexingContext(
                Activities.none(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), System::nanoTime));
  }

  @AfterEach
  void close() {
    index.close();
  }

  private static List<Map<String, @Nullable Object>> outputs(
      StoredDocument document, Loader loader) {
    Map<String, @Nullable Object> line = Json.object(document.body());
    double n = ((Number) line.get("n")).doubleValue();
    return List.of(Sums.entry(line.get("k"), n, 1, List.of(document.id())));
  }

  private static Document fields(Map<String, @Nullable Object> result) {
    Document entry = new Document();
    result.forEach((name, value) -> FieldWriter.write(entry, FIELDS.plain(name), value));
    return entry;
  }

  private void put(int number, String key, double n) {
    database.put(
        "Lines", "lines/" + number, "{'k': %s, 'n': %s}".formatted(key, n).replace('\'', '"'));
  }

  private void delete(int number) {
    database.put("Lines", "lines/" + number, null);
  }

  private List<Map<String, @Nullable Object>> results() throws IOException {
    boolean more = true;
    while (more) {
      more = index.step();
    }
    assertThat(index.failure()).isNull();
    List<Map<String, @Nullable Object>> results = new ArrayList<>();
    try (Entries entries = index.entries()) {
      TopDocs hits = entries.searcher().search(new MatchAllDocsQuery(), 1_000);
      assertThat(entries.searcher().count(new MatchAllDocsQuery()))
          .isEqualTo(hits.scoreDocs.length);
      entries.results(hits.scoreDocs).forEach(result -> results.add(Json.object(result)));
    }
    return results;
  }

  private Map<String, Double> sums() throws IOException {
    Map<String, Double> sums = new TreeMap<>();
    results()
        .forEach(result -> sums.put(String.valueOf(result.get("k")), (Double) result.get("n")));
    return sums;
  }

  @Test
  void holdsOneResultForEachKey() throws IOException {
    put(1, "'a'", 1);
    put(2, "'b'", 2);
    put(3, "'a'", 4);
    assertThat(results())
        .containsExactly(
            Sums.entry("a", 5, 2, List.of("lines/1", "lines/3")),
            Sums.entry("b", 2, 1, List.of("lines/2")));
    assertThat(Counting.count(index, "k = 'A'")).isOne();
    assertThat(Counting.count(index, "n > 4.5 and k != 'b'")).isOne();
    assertThat(Counting.count(index, "k != 'a'")).isOne();
  }

  @Test
  void followsDocumentsThatMoveBetweenGroupsOrGo() throws IOException {
    put(1, "'a'", 1);
    put(2, "'a'", 2);
    assertThat(sums()).isEqualTo(Map.of("a", 3.0));
    put(1, "'b'", 1);
    put(1, "'c'", 1);
    assertThat(sums()).isEqualTo(Map.of("a", 2.0, "c", 1.0));
    delete(2);
    assertThat(sums()).isEqualTo(Map.of("c", 1.0));
    delete(1);
    assertThat(results()).isEmpty();
  }

  @Test
  void keysAreEqualAsJson() throws IOException {
    List<String> keys =
        List.of(
            "5", "5.0", "'5'", "null", "true", "'A'", "'a'", "[1,2]", "[1.0,2]", "[2,1]", "[12]");
    for (String key : keys) {
      put(keys.indexOf(key), key, 1);
    }
    put(50, "{'x':1,'y':{'z':[]}}", 1);
    put(51, "{'y':{'z':[]},'x':1.0}", 1);
    put(52, "{'y':{'z':null},'x':1.0}", 1);
    put(53, "9007199254740993", 1);
    put(54, "9007199254740992.0", 1);
    assertThat(results()).hasSize(13);
    assertThat(sums()).containsEntry("[2, 1]", 1.0).containsEntry("[1, 2]", 2.0);
  }

  @Test
  void aLargeGroupIsReducedInParts() throws IOException {
    for (int i = 0; i < 300; i++) {
      put(i, "'a'", i);
    }
    put(300, "'b'", 7);
    assertThat(sums()).isEqualTo(Map.of("a", 44_850.0, "b", 7.0));
    put(7, "'b'", 1);
    delete(8);
    put(9, "'a'", 0.5);
    assertThat(sums()).isEqualTo(Map.of("a", 44_850.0 - 7 - 8 - 9 + 0.5, "b", 8.0));
    for (int i = 0; i < 290; i++) {
      delete(i);
    }
    double rest = IntStream.range(290, 300).sum();
    assertThat(sums()).isEqualTo(Map.of("a", rest, "b", 7.0));
  }

  @Test
  void keepsTheErrorOfAGroupAndGoesOn() throws IOException {
    put(1, "'a'", 1);
    put(2, "'bad'", 1);
    assertThat(sums()).isEqualTo(Map.of("a", 1.0));
    assertThat(index.errors().latest())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.document()).isEqualTo("\"bad\"");
              assertThat(error.message())
                  .isEqualTo("The group with the key \"bad\" cannot be reduced: bad is bad");
            });
    put(2, "'a'", 1);
    assertThat(sums()).isEqualTo(Map.of("a", 2.0));
  }

  @Test
  void aDocumentThatCannotBeMappedIsInNoGroup() throws IOException {
    put(1, "'a'", 1);
    put(2, "'a'", 2);
    results();
    database.put("Lines", "lines/2", "{\"k\": \"a\"}");
    assertThat(sums()).isEqualTo(Map.of("a", 1.0));
    assertThat(index.errors().latest())
        .singleElement()
        .satisfies(error -> assertThat(error.document()).isEqualTo("lines/2"));
  }

  @Test
  void manyChangesOfOneDocumentCountOnce() throws IOException {
    for (int i = 0; i < 50; i++) {
      put(1, i % 2 == 0 ? "'a'" : "'b'", i);
      if (i % 7 == 0) {
        index.step();
      }
    }
    assertThat(sums()).isEqualTo(Map.of("b", 49.0));
  }
}
