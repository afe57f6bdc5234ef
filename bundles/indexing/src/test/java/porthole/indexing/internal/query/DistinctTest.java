// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistinctTest {
  private QueriedDatabase database;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = new QueriedDatabase(directory);
    for (int i = 0; i < 1_000; i++) {
      database.put(
          "People", "people/" + i, "{\"age\": " + i % 10 + ", \"even\": " + (i % 2 == 0) + "}");
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  private List<String> select(String query) {
    return database.results(query, Map.of()).stream().map(Object::toString).toList();
  }

  @Test
  void givesEachCombinationOnce() {
    assertThat(select("from People where age >= 0 order by age select distinct even"))
        .containsExactly("{even=true}", "{even=false}");
    assertThat(select("from People select distinct age, even")).hasSize(10);
  }

  @Test
  void pagesCountCombinations() {
    assertThat(select("from People order by age as long select distinct age limit 8, 5"))
        .containsExactly("{age=8}", "{age=9}");
    assertThat(select("from People order by age as long select distinct age limit 2"))
        .containsExactly("{age=0}", "{age=1}");
  }
}
