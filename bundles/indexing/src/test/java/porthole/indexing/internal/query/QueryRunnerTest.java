// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.QueryAnswer;
import porthole.indexing.api.QueryHit;
import porthole.indexing.api.QueryRequest;
import porthole.indexing.internal.MemoryDatabase;
import porthole.indexing.internal.definition.FakeFunctions;
import porthole.indexing.internal.index.DatabaseFeed;
import porthole.indexing.internal.index.IndexingContext;
import porthole.indexing.internal.registry.DatabaseIndexes;
import porthole.indexing.internal.registry.IndexAdmin;
import porthole.indexing.internal.registry.IndexTools;
import porthole.indexing.internal.registry.IndexWait;
import porthole.indexing.internal.work.FairScheduler;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;

class QueryRunnerTest {
  private final MemoryDatabase database = new MemoryDatabase();
  private final Analyzer analyzer = new StandardAnalyzer();
  private final Deque<Runnable> work = new ArrayDeque<>();
  private final QueryRunner runner =
      new QueryRunner(
          analyzer,
          new Random(1),
          (done, patience) -> {
            runAll();
            return done.isDone();
          },
          Optional::empty);

  private static final Activity QUERY =
      Activities.none().begin(ActivityKind.QUERY, "query", "db", Activities.NO_REQUEST);

  private final RunningQueries running =
      new RunningQueries(Clock.systemUTC(), System::nanoTime, Duration.ofMinutes(1));
  private DatabaseIndexes indexes;

  @BeforeEach
  void open(@TempDir Path directory) {
    indexes =
        new DatabaseIndexes(
            "db",
            new DatabaseFeed(database),
            directory,
            new IndexTools(
                analyzer,
                FakeFunctions::compile,
                new FairScheduler(work::add, () -> 1),
                new IndexingContext(Activities.none(), Clock.systemUTC(), System::nanoTime)));
  }

  @AfterEach
  void close() {
    indexes.close();
  }

  private void runAll() {
    while (!work.isEmpty()) {
      work.remove().run();
    }
  }

  private QueryAnswer ask(String text, Duration staleness) {
    QueryRequest request = new QueryRequest(text, Map.of("p", "ann"), staleness);
    return runner.run(database, indexes, running.begin("db", request, QUERY));
  }

  private List<String> ids(String text) {
    indexes.changed();
    try (QueryAnswer answer = ask(text, Duration.ofSeconds(1))) {
      return drain(answer, 7);
    }
  }

  private static List<String> drain(QueryAnswer answer, int piece) {
    List<String> ids = new ArrayList<>();
    List<QueryHit> hits = answer.next(piece);
    while (!hits.isEmpty()) {
      assertThat(hits).hasSizeLessThanOrEqualTo(piece);
      hits.forEach(hit -> ids.add(hit.id()));
      hits = answer.next(piece);
    }
    return ids;
  }

  private void putPeople(int count) {
    for (int i = 1; i <= count; i++) {
      database.put("People", "people/" + i, "{\"age\": " + i + ", \"even\": " + (i % 2 == 0) + "}");
    }
  }

  private static List<String> people(IntStream numbers) {
    return numbers.mapToObj(i -> "people/" + i).toList();
  }

  @Test
  void aQueryRunsUntilItsAnswerIsClosed() {
    putPeople(3);
    try (QueryAnswer answer = ask("from People where age > 1", Duration.ofSeconds(1))) {
      assertThat(answer.summary().totalResults).isEqualTo(2);
      assertThat(running.list())
          .singleElement()
          .satisfies(
              query -> {
                assertThat(query.database).isEqualTo("db");
                assertThat(query.indexName).isEqualTo("Auto/People/Byage");
                assertThat(query.text).isEqualTo("from People where age > 1");
                assertThat(query.parameters).containsEntry("p", "ann");
                assertThat(query.killed).isFalse();
              });
    }
    assertThat(running.list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"from People", "from People where age > 1 order by age as long"})
  void aQueryThatWasKilledFindsNoMore(String text) {
    putPeople(3);
    try (QueryAnswer answer = ask(text, Duration.ofSeconds(1))) {
      assertThat(answer.next(1)).hasSize(1);
      assertThat(running.kill("other", running.list().get(0).id)).isFalse();
      answer.checkRunning();
      assertThat(running.kill("DB", running.list().get(0).id)).isTrue();
      assertThat(running.list().get(0).killed).isTrue();
      assertThatThrownBy(answer::checkRunning).isInstanceOf(IndexingException.Stopped.class);
      assertThatThrownBy(() -> answer.next(1))
          .isInstanceOf(IndexingException.Stopped.class)
          .hasMessage("The query was stopped: it was killed.");
    }
    assertThat(running.kill("db", 1)).isFalse();
  }

  @Test
  void refusesARegularExpressionThatExplodes() {
    database.put("People", "people/1", "{\"name\": \"" + "a".repeat(60) + "b\"}");
    assertThatThrownBy(() -> ids("from People where regex(name, '^a*a*a*a*a*a*a*a*c')"))
        .isInstanceOf(IndexingException.InvalidQuery.class)
        .hasMessageContaining("takes too many steps");
  }

  @Test
  void waitsForAnIndexThatIsMadeAnew() {
    putPeople(3);
    assertThat(ids("from People where age > 1")).hasSize(2);
    database.put("People", "people/3", null);
    indexes.named("Auto/People/Byage").remake();
    try (QueryAnswer answer = ask("from People where age > 1", Duration.ZERO)) {
      assertThat(answer.summary().stale).isFalse();
      assertThat(drain(answer, 7)).containsExactly("people/2");
    }
  }

  @Test
  void waitsNoLongerForAnIndexThatFails() {
    IndexDefinition definition = new IndexDefinition();
    definition.name = "X";
    definition.maps = List.of("People: age");
    new IndexAdmin(indexes).put(List.of(definition));
    for (int i = 0; i < 100; i++) {
      database.put("People", "people/" + i, "{\"fail\": true}");
    }
    indexes.changed();
    assertThatThrownBy(() -> ask("from index 'X'", Duration.ofSeconds(1)))
        .isInstanceOf(IndexingException.Faulty.class)
        .hasMessageContaining("state Error");
    database.put("People", "people/100", "{}");
    assertThat(
            new IndexWait(indexes, (done, patience) -> done.isDone())
                .until(database.lastEtag(), List.of("X"), Duration.ofSeconds(1)))
        .containsExactly("X");
  }

  @Test
  void answersWhileAnIndexIsMadeAnewForLong() {
    putPeople(3);
    assertThat(ids("from People where age > 1")).hasSize(2);
    indexes.named("Auto/People/Byage").remake();
    QueryRunner impatient =
        new QueryRunner(analyzer, new Random(1), (done, patience) -> false, Optional::empty);
    QueryRequest request =
        new QueryRequest("from People where age > 1", Map.of(), Duration.ofSeconds(1));
    assertThatThrownBy(() -> impatient.run(database, indexes, running.begin("db", request, QUERY)))
        .isInstanceOf(IndexingException.Unavailable.class)
        .hasMessageContaining("being made anew");
  }

  @Test
  void findsWhatMatches() {
    database.put("Users", "Users/1", "{\"name\": \"Ann\"}");
    database.put("Users", "users/2", "{\"name\": \"Bob\"}");
    database.put("Others", "others/1", "{\"name\": \"Ann\"}");
    assertThat(ids("from Users where name = $p")).containsExactly("Users/1");
    assertThat(ids("from users where name = 'BOB'")).containsExactly("users/2");
    assertThat(ids("from @all_docs where name = $p"))
        .containsExactlyInAnyOrder("Users/1", "others/1");
    database.put("Users", "users/2", "{\"name\": \"Ann\"}");
    assertThat(ids("from Users where name = $p")).containsExactlyInAnyOrder("Users/1", "users/2");
  }

  @Test
  void aNewIndexIsWaitedFor() {
    database.put("Users", "users/1", "{\"name\": \"Ann\"}");
    try (QueryAnswer answer = ask("from Users where name = $p", Duration.ZERO)) {
      assertThat(answer.summary().stale).isFalse();
      assertThat(answer.summary().indexName).isEqualTo("Auto/Users/Byname");
      assertThat(drain(answer, 10)).containsExactly("users/1");
    }
  }

  @Test
  void saysWhenItIsStale() {
    database.put("Users", "users/1", "{\"name\": \"Ann\"}");
    ids("from Users where name = $p");
    database.put("Users", "users/2", "{\"name\": \"Ann\"}");
    try (QueryAnswer answer = ask("from Users where name = $p", Duration.ZERO)) {
      assertThat(answer.summary().stale).isTrue();
      assertThat(drain(answer, 10)).containsExactly("users/1");
    }
    assertThatThrownBy(() -> ask("from Users where name = $p", Duration.ofMillis(5)))
        .isInstanceOf(IndexingException.StillStale.class)
        .hasMessageContaining("Auto/Users/Byname")
        .hasMessageContaining("within 5 ms");
  }

  @ParameterizedTest
  @CsvSource({
    "limit 10, 1, 10",
    "'limit 95, 10', 96, 100",
    "'limit 0, 0', 1, 0",
    "'limit 200, 10', 1, 0",
    "limit 1000000000, 1, 100",
    "limit 5 offset 5, 6, 10"
  })
  void givesThePageThatIsAskedFor(String limit, int first, int last) {
    putPeople(100);
    List<String> page = people(IntStream.rangeClosed(first, last));
    assertThat(ids("from People order by age as long " + limit)).isEqualTo(page);
    assertThat(ids("from People " + limit)).isEqualTo(page);
  }

  @Test
  void anAnswerMayBeLongerThanAPiece() {
    putPeople(25_000);
    assertThat(ids("from People order by age as long"))
        .isEqualTo(people(IntStream.rangeClosed(1, 25_000)));
    assertThat(ids("from People where even = true")).hasSize(12_500).doesNotHaveDuplicates();
    assertThat(ids("from People order by age as long limit 24995, 10"))
        .isEqualTo(people(IntStream.rangeClosed(24_996, 25_000)));
    try (QueryAnswer answer = ask("from People where even = true limit 3", Duration.ZERO)) {
      assertThat(answer.summary().totalResults).isEqualTo(12_500);
    }
  }

  @Test
  void anAnswerIsOfOneInstant() {
    putPeople(20);
    ids("from People order by age as long");
    try (QueryAnswer answer = ask("from People order by age as long", Duration.ZERO)) {
      List<QueryHit> first = answer.next(5);
      database.put("People", "people/10", null);
      indexes.changed();
      runAll();
      assertThat(first).hasSize(5);
      assertThat(drain(answer, 5)).isEqualTo(people(IntStream.rangeClosed(6, 20)));
    }
  }

  @Test
  void aCollectionNeedsNoIndex() {
    putPeople(3);
    database.put("People", "people/1", "{}");
    database.put("People", "people/2", null);
    try (QueryAnswer answer = ask("from people", Duration.ZERO)) {
      assertThat(answer.summary().indexName).isEqualTo("collection/people");
      assertThat(answer.summary().totalResults).isEqualTo(2);
      assertThat(drain(answer, 1)).containsExactly("people/3", "people/1");
    }
    assertThat(indexes.all()).isEmpty();
  }

  @Test
  void aCollectionOfLargeDocumentsIsReadOncePieceByPiece() {
    String filler = "x".repeat(100_000);
    for (int i = 0; i < 50; i++) {
      database.put("People", "people/" + i, "{\"filler\": \"" + filler + "\"}");
    }
    try (QueryAnswer answer = ask("from People", Duration.ZERO)) {
      List<QueryHit> hits = answer.next(1_000);
      int found = 0;
      while (!hits.isEmpty()) {
        assertThat(hits).hasSizeLessThanOrEqualTo(11);
        assertThat(hits).extracting(QueryHit::document).doesNotContainNull();
        found += hits.size();
        hits = answer.next(1_000);
      }
      assertThat(found).isEqualTo(50);
    }
  }

  @Test
  void projectsDocuments() {
    putPeople(1);
    try (QueryAnswer answer =
        ask("from People as p select p.age as Age, id() as Id", Duration.ZERO)) {
      assertThat(answer.isProjection()).isTrue();
      assertThat(new String(answer.project(database.get("people/1")), UTF_8))
          .isEqualTo("{\"Age\":1,\"Id\":\"people/1\"}");
    }
  }

  @Test
  void theResultsEtagChangesWithTheDatabase() {
    putPeople(3);
    long before = etag("from People where age > 1");
    assertThat(etag("from People where age > 1")).isEqualTo(before);
    database.put("Others", "others/1", "{}");
    assertThat(etag("from People where age > 1")).isNotEqualTo(before);
  }

  private long etag(String text) {
    indexes.changed();
    try (QueryAnswer answer = ask(text, Duration.ofSeconds(1))) {
      return answer.summary().resultEtag;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "from People where",
        "from People where age = $missing",
        "from People limit -1",
        "from People limit 1.5",
        "from People where nosuch(age)"
      })
  void refusesWhatIsNoQuery(String text) {
    assertThatThrownBy(() -> ask(text, Duration.ZERO))
        .isInstanceOf(IndexingException.InvalidQuery.class)
        .hasMessageContaining(text);
    assertThat(indexes.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from People update { this.x = 1 }",
        "from People load boss as b filter b.age > 1 select age"
      })
  void saysWhatItCannotAnswerYet(String text) {
    assertThatThrownBy(() -> ask(text, Duration.ZERO))
        .isInstanceOf(IndexingException.NotSupported.class);
  }
}
