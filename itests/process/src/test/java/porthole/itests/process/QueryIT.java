// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.ravendb.client.documents.DocumentStore;
import net.ravendb.client.documents.queries.SearchOperator;
import net.ravendb.client.documents.session.IDocumentSession;
import net.ravendb.client.documents.session.OrderingType;
import net.ravendb.client.documents.session.QueryStatistics;
import net.ravendb.client.exceptions.InvalidQueryException;
import net.ravendb.client.primitives.Reference;
import net.ravendb.client.serverwide.DatabaseRecord;
import net.ravendb.client.serverwide.operations.CreateDatabaseOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries of the official Java client are answered by indexes that they make. */
@OneJdkUnlessLong
class QueryIT {

  /** A document. */
  public static class City {
    public String id;
    public String name;
    public String about;
    public int people;
    public String country;

    static City of(String name, int people, String country) {
      City city = new City();
      city.name = name;
      city.people = people;
      city.country = country;
      city.about = name + " is a city of " + people;
      return city;
    }
  }

  /** Another one. */
  public static class Country {
    public String id;
    public String name;
  }

  /** Some of a document. */
  public static class NameOnly {
    public String name;
  }

  @TempDir static Path data;
  private static ServerProcess server;
  private static DocumentStore store;

  @BeforeAll
  static void storeCities() throws Exception {
    server = ServerProcess.serving(data.resolve("server"));
    store = new DocumentStore(server.url(), "queried");
    store.initialize();
    DatabaseRecord record = new DatabaseRecord();
    record.setDatabaseName("queried");
    store.maintenance().server().send(new CreateDatabaseOperation(record));
    try (IDocumentSession session = store.openSession()) {
      Country germany = new Country();
      germany.name = "Germany";
      session.store(germany, "countries/de");
      session.store(City.of("Ulm", 126_000, "countries/de"), "cities/1");
      session.store(City.of("Bonn", 330_000, "countries/de"), "cities/2");
      session.store(City.of("Köln", 1_080_000, "countries/de"), "cities/3");
      session.store(City.of("Nice", 342_000, "countries/fr"), "cities/4");
      session.saveChanges();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    store.close();
    server.close();
  }

  private static List<String> names(List<City> cities) {
    return cities.stream().map(city -> city.name).toList();
  }

  @Test
  void findsByEqualityInAnyLetterCase() {
    try (IDocumentSession session = store.openSession()) {
      assertThat(names(session.query(City.class).whereEquals("name", "KÖLN").toList()))
          .containsExactly("Köln");
      assertThat(session.query(City.class).whereEquals("name", "KÖLN", true).toList()).isEmpty();
    }
  }

  @Test
  void sortsPagesAndCounts() {
    try (IDocumentSession session = store.openSession()) {
      Reference<QueryStatistics> statistics = new Reference<>();
      List<City> page =
          session
              .query(City.class)
              .statistics(statistics)
              .whereGreaterThan("people", 200_000)
              .orderByDescending("people", OrderingType.LONG)
              .skip(1)
              .take(1)
              .toList();
      assertThat(names(page)).containsExactly("Nice");
      assertThat(statistics.value.getTotalResults()).isEqualTo(3);
      assertThat(statistics.value.getIndexName()).startsWith("Auto/Cities/By");
    }
  }

  @Test
  void filtersWhatIsFound() {
    try (IDocumentSession session = store.openSession()) {
      Reference<QueryStatistics> statistics = new Reference<>();
      List<City> found =
          session
              .query(City.class)
              .filter(city -> city.equals("name", "nice").andAlso().greaterThan("people", 1))
              .statistics(statistics)
              .toList();
      assertThat(names(found)).containsExactly("Nice");
      assertThat(statistics.value.getScannedResults()).isGreaterThan(1);
      assertThat(statistics.value.getIndexName()).startsWith("collection/");
    }
  }

  @Test
  void findsNamesThatAreMisspelt() {
    try (IDocumentSession session = store.openSession()) {
      assertThat(names(session.query(City.class).whereEquals("name", "bnon").fuzzy(0.7).toList()))
          .containsExactly("Bonn");
    }
  }

  @Test
  void findsWordsAndRanges() {
    try (IDocumentSession session = store.openSession()) {
      assertThat(
              names(
                  session
                      .query(City.class)
                      .search("about", "ulm bonn", SearchOperator.OR)
                      .orderBy("name")
                      .toList()))
          .containsExactly("Bonn", "Ulm");
      assertThat(
              names(
                  session
                      .query(City.class)
                      .whereBetween("people", 300_000, 400_000)
                      .whereStartsWith("country", "countries/")
                      .orderBy("name")
                      .toList()))
          .containsExactly("Bonn", "Nice");
    }
  }

  @Test
  void includesOtherDocuments() {
    try (IDocumentSession session = store.openSession()) {
      List<City> cities =
          session.query(City.class).include("country").whereEquals("name", "Ulm").toList();
      assertThat(session.load(Country.class, cities.get(0).country).name).isEqualTo("Germany");
      assertThat(session.advanced().getNumberOfRequests()).isEqualTo(1);
    }
  }

  @Test
  void selectsSomeFields() {
    try (IDocumentSession session = store.openSession()) {
      List<NameOnly> names =
          session
              .query(City.class)
              .whereEquals("people", 126_000)
              .selectFields(NameOnly.class)
              .toList();
      assertThat(names).singleElement().extracting(found -> found.name).isEqualTo("Ulm");
    }
  }

  @Test
  void answersRawQueriesWithoutAnIndex() {
    try (IDocumentSession session = store.openSession()) {
      assertThat(session.advanced().rawQuery(City.class, "from Cities").toList()).hasSize(4);
      assertThat(session.advanced().rawQuery(Object.class, "from @all_docs").toList()).hasSize(5);
    }
  }

  @Test
  void seesWhatWasJustWrittenWhenItWaits() {
    try (IDocumentSession session = store.openSession()) {
      for (int i = 0; i < 10; i++) {
        Country country = new Country();
        country.name = "Land " + i;
        session.store(country, "countries/new-" + i);
        session.saveChanges();
        assertThat(
                session
                    .query(Country.class)
                    .waitForNonStaleResults(Duration.ofSeconds(30))
                    .whereEquals("name", country.name)
                    .toList())
            .hasSize(1);
      }
    }
  }

  @Test
  void saysWhereAQueryIsWrong() {
    try (IDocumentSession session = store.openSession()) {
      assertThatThrownBy(
              () -> session.advanced().rawQuery(City.class, "from Cities wher name = 'x'").toList())
          .isInstanceOf(InvalidQueryException.class)
          .hasMessageContaining("line 1, column 18");
    }
  }

  @Test
  void findsTheSameAfterAReload() throws Exception {
    try (IDocumentSession session = store.openSession()) {
      session.query(City.class).whereEquals("name", "Ulm").toList();
    }
    assertThat(
            new Http(server)
                .admin("POST", "/admin/databases/unload", "{\"DatabaseNames\":[\"queried\"]}")
                .body())
        .contains("\"Success\":true");
    try (IDocumentSession session = store.openSession()) {
      assertThat(names(session.query(City.class).whereEquals("name", "Ulm").toList()))
          .containsExactly("Ulm");
    }
  }
}
