// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import porthole.indexing.api.IndexChoice;
import porthole.indexing.api.IndexFieldOptions;
import porthole.indexing.api.IndexFieldOptions.Indexing;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.QueryAnswer;
import porthole.indexing.api.QueryOptions;
import porthole.indexing.internal.value.Json;

class DebugQueriesTest {
  private QueriedDatabase database;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = new QueriedDatabase(directory);
    IndexFieldOptions words = new IndexFieldOptions();
    words.indexing = Indexing.SEARCH;
    database.define("ByAll", Map.of("text", words), "Texts: text, n, tags");
    database.put(
        "Texts", "Texts/1", "{\"text\": \"A Brown Fox\", \"n\": 5.0, \"tags\": [\"b\", \"A\"]}");
    database.put("Texts", "Texts/2", "{\"text\": \"fox\", \"n\": null, \"tags\": \"\"}");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private List<Map<String, @Nullable Object>> entries(String query) {
    QueryOptions options = new QueryOptions();
    options.entries = true;
    try (QueryAnswer answer = database.ask(query, Map.of(), options)) {
      assertThat(answer.isComputed()).isTrue();
      return QueriedDatabase.hits(answer).stream().map(hit -> Json.object(hit.result())).toList();
    }
  }

  @Test
  void showsTheTermsOfEntries() {
    assertThat(entries("from index 'ByAll' where search(text, 'fox') order by id() select n"))
        .containsExactly(
            Map.of(
                "id()",
                "Texts/1",
                "n",
                "5",
                "tags",
                List.of("a", "b"),
                "text",
                List.of("a", "brown", "fox")),
            second());
  }

  private static Map<String, @Nullable Object> second() {
    Map<String, @Nullable Object> second = new HashMap<>();
    second.put("id()", "Texts/2");
    second.put("n", null);
    second.put("tags", "");
    second.put("text", "fox");
    return second;
  }

  @Test
  void showsTheTermsOfResultsOfGroups() {
    assertThat(entries("from Texts group by n where n = 5 select n, count()"))
        .containsExactly(Map.of("n", "5", "Count", "1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from Texts",
        "from index 'ByAll' select facet(n)",
        "from index 'ByAll' filter n = 5",
      })
  void showsNothingElse(String query) {
    assertThatThrownBy(() -> entries(query))
        .isInstanceOf(IndexingException.InvalidQuery.class)
        .hasMessageStartingWith("Only an index has entries");
  }

  @Test
  void saysWhichIndexAnswersAndWhyOthersDoNot() {
    database.ids("from Others where a = 1");
    database.ids("from Texts where n = 1");
    database.ids("from Texts where n = 1 and a = 1");
    assertThat(database.explain("from texts where n = 2"))
        .contains(new IndexChoice("Auto/Texts/Byn", "It holds all that the query needs."))
        .contains(
            new IndexChoice(
                "Auto/Texts/ByaAndn",
                "It could answer, but the one that does holds no more fields than it."))
        .contains(
            new IndexChoice(
                "ByAll", "It answers only queries that name it, since somebody defined it."))
        .contains(new IndexChoice("Auto/Others/Bya", "It is of Others, not of texts."))
        .hasSize(4);
  }

  @Test
  void makesNoIndexToExplain() {
    database.ids("from Texts where n = 1");
    assertThat(database.explain("from Texts where exact(n = 'x') and m = 1"))
        .containsExactly(
            new IndexChoice(
                "Auto/Texts/BymAndnAndExact(n)",
                "It is not there yet: the query would have it made."),
            new IndexChoice("Auto/Texts/Byn", "It does not hold m, exact(n)."),
            new IndexChoice(
                "ByAll", "It answers only queries that name it, since somebody defined it."));
    assertThat(database.indexes().all()).hasSize(2);
  }

  @Test
  void saysWhereNoIndexIsChosen() {
    assertThat(database.explain("from Texts"))
        .extracting(IndexChoice::index)
        .containsExactly("collection/Texts");
    assertThat(database.explain("from index 'byall' where n = 1"))
        .containsExactly(new IndexChoice("ByAll", "The query names this index."));
  }
}
