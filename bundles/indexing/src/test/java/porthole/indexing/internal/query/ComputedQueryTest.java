// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.QueryAnswer;

class ComputedQueryTest {
  private QueriedDatabase database;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = new QueriedDatabase(directory);
    database.put("Orders", "orders/1", "{\"product\": \"Milk\", \"total\": 3}");
    database.put("Orders", "orders/2", "{\"product\": \"Milk\", \"total\": 4}");
    database.put("Orders", "orders/3", "{\"product\": \"Tea\", \"total\": 5}");
    database.put("Facets", "facets/1", "{\"Facets\": [{\"FieldName\": \"product\"}]}");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void countsByFacets() {
    String milkAndTea =
        "[{Name=product, Values=[{Name=null, Range=milk, Count=2}, {Name=null, Range=tea,"
            + " Count=1}], RemainingTerms=[], RemainingTermsCount=0, RemainingHits=0}]";
    assertThat(database.results("from Orders select facet(product)", Map.of()))
        .hasToString(milkAndTea);
    assertThat(database.results("from Orders select facet(id('facets/1'))", Map.of()))
        .hasToString(milkAndTea);
    assertThat(
            database.results(
                "from Orders where total > 3 select facet(product, sum(total))", Map.of()))
        .hasToString(
            "[{Name=product, Values=[{Name=total, Range=milk, Count=1, Sum=4.0},"
                + " {Name=total, Range=tea, Count=1, Sum=5.0}],"
                + " RemainingTerms=[], RemainingTermsCount=0, RemainingHits=0}]");
  }

  @Test
  void anIndexIsMadeOfWhatIsCounted() {
    try (QueryAnswer answer =
        database.ask("from Orders select facet(product, max(total))", Map.of())) {
      assertThat(answer.summary().indexName).isEqualTo("Auto/Orders/ByproductAndtotal");
      assertThat(answer.summary().totalResults).isEqualTo(1);
      assertThat(answer.isProjection()).isFalse();
    }
  }

  @Test
  void suggestsTerms() {
    assertThat(database.results("from Orders select suggest(product, 'mild')", Map.of()))
        .hasToString("[{Name=product, Suggestions=[milk]}]");
  }

  @Test
  void numbersOfAFieldThatTheIndexLacksAreNone() {
    database.define("ByProduct", Map.of(), "Orders: product");
    assertThat(
            database.results(
                "from index 'ByProduct' where product = 'tea' select facet(product, sum(total))",
                Map.of()))
        .hasToString(
            "[{Name=product, Values=[{Name=total, Range=tea, Count=1, Sum=0.0}],"
                + " RemainingTerms=[], RemainingTermsCount=0, RemainingHits=0}]");
  }

  @Test
  void aFilterDoesNotGoWithFacets() {
    assertThatThrownBy(
            () -> database.results("from Orders filter total > 1 select facet(product)", Map.of()))
        .isInstanceOf(IndexingException.InvalidQuery.class)
        .hasMessageContaining("'where'");
  }

  @Test
  void includesTheDocumentsThatValuesName() {
    try (QueryAnswer answer =
        database.ask("from Orders include product select facet(product)", Map.of())) {
      assertThat(answer.summary().includedIds).containsExactly("milk", "tea");
      assertThat(answer.isComputed()).isTrue();
    }
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> database.results("from Orders select facet(id('facets/2'))", Map.of()))
        .isInstanceOf(IndexingException.InvalidQuery.class)
        .hasMessageContaining("facets/2");
  }
}
