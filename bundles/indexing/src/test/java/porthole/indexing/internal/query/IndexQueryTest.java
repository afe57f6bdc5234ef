// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexFieldOptions;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.QueryAnswer;
import porthole.indexing.api.QueryHit;
import porthole.indexing.api.QueryOptions;
import porthole.indexing.internal.registry.IndexAdmin;

/** Queries over indexes that somebody defined. */
class IndexQueryTest {
  @TempDir Path directory;
  private QueriedDatabase database;

  @BeforeEach
  void define() {
    database = new QueriedDatabase(directory);
    IndexDefinition definition = new IndexDefinition();
    definition.name = "Posts/ByAll";
    definition.maps = List.of("Posts: title, tags[], code, hidden");
    field(definition, "title").indexing = IndexFieldOptions.Indexing.SEARCH;
    field(definition, "title").stored = true;
    field(definition, "code").indexing = IndexFieldOptions.Indexing.EXACT;
    field(definition, "hidden").indexing = IndexFieldOptions.Indexing.NO;
    new IndexAdmin(database.indexes()).put(List.of(definition));
    post("posts/1", "Fun with Trees", "['a', 'b']", "X1");
    post("posts/2", "A tree falls", "['b', 'c', 'd']", "x1");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static IndexFieldOptions field(IndexDefinition definition, String name) {
    return definition.fields.computeIfAbsent(name, unused -> new IndexFieldOptions());
  }

  private void post(String id, String title, String tags, String code) {
    String json =
        "{'title': '" + title + "', 'tags': " + tags + ", 'code': '" + code + "', 'n': 1}";
    database.put("Posts", id, json.replace('\'', '"'));
  }

  private List<String> ids(String where) {
    return database.ids("from index 'Posts/ByAll' where " + where);
  }

  private List<String> results(String text, QueryOptions.Projection from) {
    List<String> results = new ArrayList<>();
    QueryOptions options = new QueryOptions();
    options.projection = from;
    try (QueryAnswer answer = database.ask(text, Map.of(), options)) {
      for (List<QueryHit> hits = answer.next(1); !hits.isEmpty(); hits = answer.next(1)) {
        hits.forEach(hit -> results.add(hit.id() + " " + new String(hit.result(), UTF_8)));
      }
    }
    return results;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "search(title, 'trees')       | posts/1",
        "search(title, 'tree*')       | posts/1 posts/2",
        "title = 'fun with trees'     | posts/1",
        "tags = 'B'                   | posts/1 posts/2",
        "search(tags, 'C')            | posts/2",
        "code = 'X1'                  | posts/1",
        "exact(code = 'x1')           | posts/2",
        "startsWith(code, 'X')        | posts/1",
        "id() = 'POSTS/2'             | posts/2",
      })
  void findsByFieldsAsTheyAreDefined(String where, String ids) {
    assertThat(ids(where)).containsExactlyInAnyOrder(ids.split(" "));
  }

  @Test
  void findsWhatIsMissingAsNullWhereTheDefinitionSaysSo() {
    String map = "from p in docs.Posts select new { p.author }";
    IndexDefinition with = new IndexDefinition();
    with.name = "With";
    with.maps = List.of(map);
    with.configuration.put("indexing.indexMissingFieldsAsNull", "True");
    database.define("Without", Map.of(), map);
    new IndexAdmin(database.indexes()).put(List.of(with));
    assertThat(database.ids("from index 'With' where author = null"))
        .containsExactlyInAnyOrder("posts/1", "posts/2");
    assertThat(database.ids("from index 'Without' where author = null")).isEmpty();
  }

  @Test
  void findsWordsNearEachOtherTheNearestFirst() {
    post("posts/3", "quick brown fox", "[1]", "x");
    post("posts/4", "fox and quick", "[1]", "x");
    post("posts/5", "quick fox", "[1]", "x");
    String near = "from index 'Posts/ByAll' where proximity(search(title, 'quick fox'), ";
    assertThat(database.ids(near + "0)")).containsExactly("posts/5");
    assertThat(database.ids(near + "1)")).containsExactly("posts/5", "posts/3");
    assertThat(database.ids(near + "3)")).containsExactly("posts/5", "posts/3", "posts/4");
  }

  @Test
  void includesByPathsWithItsAlias() {
    String query = "from index 'Posts/ByAll' as p include p.tags[], 'p.author', title";
    try (QueryAnswer answer = database.ask(query, Map.of())) {
      assertThat(answer.summary().includes).containsExactly("tags[]", "author", "title");
    }
  }

  @Test
  void countsEntriesByTheBoostsThatAMapGives() {
    IndexFieldOptions words = new IndexFieldOptions();
    words.indexing = IndexFieldOptions.Indexing.SEARCH;
    String map =
        "from t in docs.Tips select new { t.kind, name = t.name.Boost(t.weight),"
            + " tags = t.tags.Select(x => x.Boost(2)) }";
    database.define("Boosted", Map.of("name", words), map);
    for (int i = 1; i <= 4; i++) {
      String json =
          "{'name': 'a nice tip', 'kind': 'x', 'weight': " + i % 4 + ", 'tags': ['t', 'u']}";
      database.put("Tips", "tips/" + i, json.replace('\'', '"'));
    }
    database.put("Tips", "tips/5", "{\"name\": \"tip\", \"weight\": -1}");
    String from = "from index 'Boosted' where ";
    assertThat(database.ids(from + "search(name, 'tip')"))
        .containsExactly("tips/3", "tips/2", "tips/1", "tips/4");
    assertThat(database.ids(from + "kind = 'x' and boost(name = 'nice tip', 3)"))
        .containsExactly("tips/3", "tips/2", "tips/1", "tips/4");
    assertThat(database.ids(from + "fuzzy(tags = 't', 0.9) order by id()")).hasSize(4);
    float plain = scores(from + "kind = 'x'").get(0);
    assertThat(scores(from + "tags = 'u'")).containsOnly(4 * plain);
  }

  private List<Float> scores(String query) {
    try (QueryAnswer answer = database.ask(query, Map.of())) {
      return QueriedDatabase.hits(answer).stream().map(QueryHit::score).toList();
    }
  }

  @Test
  void sortsByFullText() {
    assertThat(database.ids("from index 'posts/byall' order by title"))
        .containsExactly("posts/2", "posts/1");
  }

  @Test
  void aDocumentComesOnce() {
    String all = "from index 'Posts/ByAll'";
    try (QueryAnswer answer = database.ask(all, Map.of())) {
      List<String> ids = new ArrayList<>();
      for (List<QueryHit> hits = answer.next(1); !hits.isEmpty(); hits = answer.next(1)) {
        hits.forEach(hit -> ids.add(hit.id()));
      }
      assertThat(ids).containsExactlyInAnyOrder("posts/1", "posts/2");
      assertThat(answer.summary().totalResults).isEqualTo(5);
      assertThat(answer.summary().skippedResults).isEqualTo(3);
    }
    QueryOptions options = new QueryOptions();
    options.withDuplicates = true;
    try (QueryAnswer answer = database.ask(all, Map.of(), options)) {
      assertThat(answer.next(10)).hasSize(5);
    }
    assertThat(database.ids(all + " limit 2")).hasSize(2);
  }

  @Test
  void selectsWhatIsStoredAndOtherwiseOfTheDocument() {
    String query = "from index 'Posts/ByAll' where code = 'X1' and tags = 'a' select title, n";
    assertThat(results(query, QueryOptions.Projection.DEFAULT))
        .containsExactly("posts/1 {\"title\":\"Fun with Trees\",\"n\":1}");
    assertThat(results(query, QueryOptions.Projection.FROM_INDEX))
        .containsExactly("posts/1 {\"title\":\"Fun with Trees\",\"n\":null}");
    assertThatThrownBy(() -> results(query, QueryOptions.Projection.FROM_INDEX_OR_THROW))
        .isInstanceOf(IndexingException.InvalidQuery.class)
        .hasMessageContaining("'n'");
    assertThat(results(query, QueryOptions.Projection.FROM_DOCUMENT_OR_THROW)).hasSize(1);
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThatThrownBy(() -> ids("nope = 1"))
        .isInstanceOf(IndexingException.InvalidQuery.class)
        .hasMessageContaining("'nope' is not indexed in 'Posts/ByAll'")
        .hasMessageContaining("code, hidden, tags, title");
    assertThatThrownBy(() -> database.ids("from index 'Nope'"))
        .isInstanceOf(IndexingException.IndexDoesNotExist.class)
        .hasMessageContaining("'Nope'");
  }

  @Test
  void anAutomaticIndexCanBeNamed() {
    assertThat(database.ids("from Posts where n = 1")).hasSize(2);
    assertThat(database.ids("from index 'Auto/Posts/Byn' where n = 1")).hasSize(2);
    assertThatThrownBy(() -> database.ids("from index 'Auto/Posts/Byn' where title = 1"))
        .isInstanceOf(IndexingException.InvalidQuery.class);
  }
}
