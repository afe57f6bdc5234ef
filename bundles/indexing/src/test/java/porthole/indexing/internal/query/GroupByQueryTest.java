// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.index.LiveIndex;
import porthole.indexing.internal.registry.ManagedIndex;

class GroupByQueryTest {
  private static final Gson JSON = new GsonBuilder().serializeNulls().create();

  @TempDir Path directory;

  private QueriedDatabase database;

  @BeforeEach
  void open() {
    database = new QueriedDatabase(directory);
    order(
        1,
        "{'company': 'Acme', 'freight': 5, 'ship': {'country': 'USA', 'city': 'Rome'},"
            + " 'lines': [{'product': 'p/1', 'n': 1}, {'product': 'p/2', 'n': 2}]}");
    order(
        2,
        "{'company': 'Bolt', 'freight': 2.5, 'ship': {'country': 'USA', 'city': 'Troy'},"
            + " 'lines': [{'product': 'p/2', 'n': 3}]}");
    order(
        3,
        "{'company': 'Acme', 'freight': 7, 'ship': {'country': 'Peru', 'city': 'Lima'},"
            + " 'lines': [{'product': 'p/1', 'n': 4}, {'product': 'p/2', 'n': 5}]}");
  }

  private void order(int number, String json) {
    database.put("Orders", "orders/" + number, json.replace('\'', '"'));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private List<Map<String, @Nullable Object>> results(String query) {
    return database.results(query, Map.of("p", "acme", "n", 1L));
  }

  private String json(String query) {
    return JSON.toJson(results(query)).replace('"', '\'');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          group by company select key(), count() | [{'company':'Acme','Count':2},{'company':'Bolt','Count':1}]
          group by company select count() as n, key() as 'who' | [{'n':2,'who':'Acme'},{'n':1,'who':'Bolt'}]
          group by company order by count() select company, sum(freight) | [{'company':'Bolt','freight':2.5},{'company':'Acme','freight':12}]
          group by company order by total desc select key() as c, sum(freight) as total | [{'c':'Acme','total':12},{'c':'Bolt','total':2.5}]
          group by company order by freight desc select key(), sum(freight) | [{'company':'Acme','freight':12},{'company':'Bolt','freight':2.5}]
          group by company as c order by c desc select c, count() | [{'c':'Bolt','Count':1},{'c':'Acme','Count':2}]
          group by ship.country order by key() select key(), sum(lines[].n) as n | [{'ship.country':'Peru','n':9},{'ship.country':'USA','n':6}]
          group by lines[].product order by count() desc select key() as p, count() as c, sum(lines[].n) as n | [{'p':'p/2','c':3,'n':10},{'p':'p/1','c':2,'n':5}]
          group by lines[].product, ship.country order by key().lines[].product, ship.country select lines[].product as p, ship.country as s, count() | [{'p':'p/1','s':'Peru','Count':1},{'p':'p/1','s':'USA','Count':1},{'p':'p/2','s':'Peru','Count':1},{'p':'p/2','s':'USA','Count':2}]
          group by array(lines[].product) order by count() select key() as p, count() | [{'p':['p/2'],'Count':1},{'p':['p/1','p/2'],'Count':2}]
          group by array(lines[].product), ship.country order by count() as long, ship.country select lines[].product as p, ship.country as s, count() as c | [{'p':['p/1','p/2'],'s':'Peru','c':1},{'p':['p/1','p/2'],'s':'USA','c':1},{'p':['p/2'],'s':'USA','c':1}]
          group by company where count() > 1 select key() | [{'company':'Acme'}]
          group by company where company = $p and sum(freight) between 11 and 12 select count() | [{'Count':2}]
          group by company where startsWith(company, 'b') or not (count() = $n) order by company limit 1, 1 select key() | [{'company':'Bolt'}]
          group by company where search(company, 'bolt') select key() | [{'company':'Bolt'}]
          group by company where exact(key() = 'acme') select key() | []
          group by none select key() as k, count(), sum(none) | [{'k':null,'Count':3,'none':0}]
          """)
  void answers(String query, String results) {
    assertThat(json("from Orders " + query)).isEqualTo(results);
  }

  @Test
  void sourcesMayHaveAnAlias() {
    assertThat(
            json(
                "from Orders as o group by o.ship.country where o.ship.country = 'peru'"
                    + " select o.ship.country, sum(o.freight)"))
        .isEqualTo("[{'ship.country':'Peru','freight':7}]");
  }

  @Test
  void givesWholeResultsWhenNothingIsSelected() {
    assertThat(json("from Orders group by company"))
        .isEqualTo("[{'company':'Acme'},{'company':'Bolt'}]");
    assertThat(json("from Orders group by company where count() = 2"))
        .isEqualTo("[{'company':'Acme','Count':2}]");
    assertThat(json("from index 'Auto/Orders/ByCountReducedBycompany' where Count = 1"))
        .isEqualTo("[{'company':'Bolt','Count':1}]");
  }

  @Test
  void followsChanges() {
    String query = "from Orders group by company order by company select key() as k, count() as c";
    assertThat(json(query)).isEqualTo("[{'k':'Acme','c':2},{'k':'Bolt','c':1}]");
    order(1, "{'company': 'Bolt'}");
    database.put("Orders", "orders/3", null);
    assertThat(json(query)).isEqualTo("[{'k':'Bolt','c':2}]");
  }

  @Test
  void oneIndexAnswersQueriesThatGroupAlike() {
    results("from Orders group by company select count()");
    results("from Orders group by ship.city, company select count(), sum(freight)");
    results("from Orders group by company, ship.city select sum(lines[].n)");
    results("from Orders group by company, ship.city where search(company, 'x') select count()");
    database.indexes().deleteCovered();
    assertThat(database.indexes().all())
        .extracting(ManagedIndex::name)
        .containsExactlyInAnyOrder(
            "Auto/Orders/ByCountReducedBycompany",
            "Auto/Orders/ByCountAndfreightAndlines[].nReducedBycompanyAndship.cityAndSearch(company)");
    results("from Orders where company = 'x'");
    assertThat(database.indexes().all()).hasSize(3);
  }

  @Test
  void theIndexIsThereAfterARestart() {
    String query =
        "from Orders group by array(lines[].product), company select count(), sum(freight) as f";
    String before = json(query);
    database.close();
    QueriedDatabase again = new QueriedDatabase(directory);
    assertThat(again.indexes().all())
        .extracting(ManagedIndex::answering)
        .extracting(LiveIndex::etag)
        .containsExactly(3L);
    again.close();
    assertThat(before).contains("'f':12");
    open();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from Orders group by company select freight",
        "from Orders group by company where city = 'x' select count()",
        "from Orders group by company order by freight select count()",
        "from Orders group by company, ship.city select key()",
        "from Orders group by company select id()",
        "from Orders group by company select avg(freight)",
        "from index 'x' group by company select count()"
      })
  void refusesWhatGroupsDoNotHave(String query) {
    assertThatThrownBy(() -> results(query))
        .isInstanceOf(IndexingException.InvalidQuery.class)
        .hasMessageContaining(query);
    assertThat(database.indexes().all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from Orders group by lines[].product, tags[] select count()",
        "from Orders group by company select { a: count() }"
      })
  void saysWhatItCannotAnswerYet(String query) {
    assertThatThrownBy(() -> results(query)).isInstanceOf(IndexingException.NotSupported.class);
  }
}
