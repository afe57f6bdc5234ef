// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.QueryAnswer;
import porthole.indexing.api.QueryHit;
import porthole.indexing.internal.MemoryDatabase;
import porthole.indexing.internal.search.StopSignal;

class FilterTest {
  private QueriedDatabase database;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = new QueriedDatabase(directory);
    for (int i = 1; i <= 300; i++) {
      String json = "{\"name\": \"" + (i % 3 == 0 ? "Ann" : "Bob") + "\", \"n\": " + i + "}";
      database.put("Users", "users/" + i, json);
    }
    database.define("ByName", Map.of(), "Users: name");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from Users filter name = 'ann' limit 2                          | users/3 users/6 |   6",
        "from Users filter name = 'ann' limit 98, 9                      | users/297 users/300 | 300",
        "from Users filter name = 'ann' filter_limit 7                   | users/3 users/6 |   7",
        "from Users filter name = 'ann' limit 1, 5 filter_limit 7        | users/6         |   7",
        "from Users filter name = 'ann' filter_limit 0                   |                 |   0",
        "from Users where n < 9 order by n as long filter name = 'ann'   | users/3 users/6 |   8",
        "from Users where n > 295 order by n as long desc filter not name = 'bob' | users/300 users/297 | 5",
        "from index 'ByName' where name = 'ann' filter n < 7             | users/3 users/6 | 100",
        "from index 'ByName' as u filter id() = 'users/5' or u.n = 4     | users/4 users/5 | 300",
        "from Users filter n > 298 select n                              | users/299 users/300 | 300",
      })
  void letsThroughWhatItHoldsFor(String query, String ids, long scanned) {
    try (QueryAnswer answer = database.ask(query, Map.of())) {
      assertThat(QueriedDatabase.hits(answer).stream().map(hit -> hit.id()))
          .containsExactlyInAnyOrderElementsOf(ids == null ? List.of() : List.of(ids.split(" ")));
      assertThat(answer.summary().scannedResults).isEqualTo(scanned);
    }
  }

  @Test
  void looksAtResultsOfGroups() {
    assertThat(
            database.results(
                "from Users group by name filter count() > 150 select name, count() as c",
                Map.of()))
        .containsExactly(Map.of("name", "Bob", "c", 200L));
  }

  @Test
  void givesEachCombinationOnce() {
    assertThat(database.results("from Users filter n < $n select distinct name", Map.of("n", 5L)))
        .containsExactlyInAnyOrder(Map.of("name", "Bob"), Map.of("name", "Ann"));
  }

  @Test
  void endsWhenNothingComesForTooLong() {
    AtomicLong ticks = new AtomicLong();
    FilteredHits endless =
        new FilteredHits(
            new MemoryDatabase(),
            most -> Collections.nCopies(most, QueryHit.of("{}".getBytes(UTF_8), 0)),
            new FilteredHits.Filter(document -> false, Long.MAX_VALUE),
            QueryPlan.Page.ALL,
            new StopSignal(ticks::incrementAndGet, Duration.ofNanos(1000)));
    assertThatThrownBy(() -> endless.next(1)).isInstanceOf(IndexingException.Stopped.class);
    assertThat(endless.scanned()).isBetween(900L, 1000L);
  }

  @Test
  void refusesWhatItDoesNotGoWith() {
    assertThatThrownBy(() -> database.ids("from Users select facet(name) filter n = 1"))
        .isInstanceOf(IndexingException.InvalidQuery.class);
    assertThatThrownBy(() -> database.ids("from Users filter_limit 3"))
        .isInstanceOf(IndexingException.InvalidQuery.class)
        .hasMessageStartingWith("'filter_limit' says how many a 'filter' looks at");
    assertThatThrownBy(() -> database.ids("from Users load boss as b filter b.n = 1 select n"))
        .isInstanceOf(IndexingException.NotSupported.class);
  }
}
