// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.ravendb.client.documents.DocumentStore;
import net.ravendb.client.documents.indexes.AbstractIndexCreationTask;
import net.ravendb.client.documents.indexes.FieldIndexing;
import net.ravendb.client.documents.indexes.FieldStorage;
import net.ravendb.client.documents.indexes.FieldTermVector;
import net.ravendb.client.documents.indexes.spatial.SpatialRelation;
import net.ravendb.client.documents.queries.explanation.Explanations;
import net.ravendb.client.documents.queries.facets.FacetResult;
import net.ravendb.client.documents.queries.facets.FacetValue;
import net.ravendb.client.documents.queries.facets.RangeBuilder;
import net.ravendb.client.documents.queries.highlighting.Highlightings;
import net.ravendb.client.documents.queries.moreLikeThis.MoreLikeThisOptions;
import net.ravendb.client.documents.queries.spatial.PointField;
import net.ravendb.client.documents.queries.suggestions.SuggestionResult;
import net.ravendb.client.documents.session.IDocumentSession;
import net.ravendb.client.primitives.Reference;
import net.ravendb.client.serverwide.DatabaseRecord;
import net.ravendb.client.serverwide.operations.CreateDatabaseOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the official Java client asks of Lucene besides conditions and order. */
@OneJdkUnlessLong
class SearchIT {

  /** A document. */
  public static class Town {
    public String id;
    public String name;
    public String about;
    public String country;
    public int people;
    public double latitude;
    public double longitude;

    static Town of(String name, String country, int people, double latitude, double longitude) {
      Town town = new Town();
      town.name = name;
      town.country = country;
      town.people = people;
      town.latitude = latitude;
      town.longitude = longitude;
      town.about = name + " has a river. The river is wide, the old bridge of " + name + " is not.";
      return town;
    }
  }

  /** An index of them. */
  public static class Towns extends AbstractIndexCreationTask {
    /** With places, and words that can be compared and shown. */
    public Towns() {
      map =
          "from town in docs.Towns select new { town.name, town.about, town.country, town.people,"
              + " place = CreateSpatialField(town.latitude, town.longitude) }";
      index("about", FieldIndexing.SEARCH);
      store("about", FieldStorage.YES);
      termVector("about", FieldTermVector.WITH_POSITIONS_AND_OFFSETS);
      suggestion("name");
    }
  }

  @TempDir static Path data;
  private static ServerProcess server;
  private static DocumentStore store;

  @BeforeAll
  static void storeTowns() throws Exception {
    server = ServerProcess.serving(data.resolve("server"));
    store = new DocumentStore(server.url(), "searched");
    store.initialize();
    DatabaseRecord record = new DatabaseRecord();
    record.setDatabaseName("searched");
    store.maintenance().server().send(new CreateDatabaseOperation(record));
    new Towns().execute(store);
    try (IDocumentSession session = store.openSession()) {
      session.store(Town.of("Ulm", "Germany", 126_000, 48.4, 9.99), "towns/1");
      session.store(Town.of("Cologne", "Germany", 1_080_000, 50.94, 6.96), "towns/2");
      session.store(Town.of("Nice", "France", 342_000, 43.7, 7.27), "towns/3");
      session.saveChanges();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    store.close();
    server.close();
  }

  private static List<String> names(List<Town> towns) {
    return towns.stream().map(town -> town.name).toList();
  }

  @Test
  void findsAndSortsByPlace() {
    try (IDocumentSession session = store.openSession()) {
      assertThat(
              names(
                  session
                      .query(Town.class)
                      .waitForNonStaleResults()
                      .spatial(
                          new PointField("latitude", "longitude"),
                          place -> place.withinRadius(400, 48.14, 11.58))
                      .orderByDistance(new PointField("latitude", "longitude"), 48.14, 11.58)
                      .toList()))
          .containsExactly("Ulm");
      assertThat(
              names(
                  session
                      .query(Town.class, Towns.class)
                      .waitForNonStaleResults()
                      .relatesToShape(
                          "place",
                          "POLYGON((5 42, 11 42, 11 49, 5 49, 5 42))",
                          SpatialRelation.WITHIN)
                      .orderByDistanceDescending("place", 48.14, 11.58)
                      .toList()))
          .containsExactly("Nice", "Ulm");
    }
  }

  @Test
  void countsByFacets() {
    RangeBuilder<Integer> people = RangeBuilder.forPath("people");
    try (IDocumentSession session = store.openSession()) {
      Map<String, FacetResult> facets =
          session
              .query(Town.class, Towns.class)
              .waitForNonStaleResults()
              .aggregateBy(facet -> facet.byField("country").sumOn("people").maxOn("people"))
              .andAggregateBy(
                  facet ->
                      facet.byRanges(
                          people.isLessThan(300_000), people.isGreaterThanOrEqualTo(300_000)))
              .execute();
      FacetValue germany = facets.get("country").getValues().get(1);
      assertThat(germany.getRange()).isEqualTo("germany");
      assertThat(germany.getCount()).isEqualTo(2);
      assertThat(germany.getSum()).isEqualTo(1_206_000);
      assertThat(germany.getMax()).isEqualTo(1_080_000);
      assertThat(facets.get("people").getValues())
          .extracting(FacetValue::getRange, FacetValue::getCount)
          .extracting(Object::toString)
          .containsExactly("(\"people < 300000\", 1)", "(\"people >= 300000\", 2)");
    }
  }

  @Test
  void suggestsTermsThatAreThere() {
    try (IDocumentSession session = store.openSession()) {
      Map<String, SuggestionResult> suggestions =
          session
              .query(Town.class, Towns.class)
              .waitForNonStaleResults()
              .suggestUsing(field -> field.byField("name", "Colone").withDisplayName("meant"))
              .execute();
      assertThat(suggestions.get("meant").getSuggestions()).containsExactly("cologne");
    }
  }

  @Test
  void findsMoreLikeADocument() {
    MoreLikeThisOptions options = new MoreLikeThisOptions();
    options.setFields(new String[] {"about"});
    options.setMinimumDocumentFrequency(1);
    try (IDocumentSession session = store.openSession()) {
      assertThat(
              names(
                  session
                      .query(Town.class, Towns.class)
                      .waitForNonStaleResults()
                      .moreLikeThis(
                          like ->
                              like.usingDocument(of -> of.whereEquals("id()", "towns/1"))
                                  .withOptions(options))
                      .toList()))
          .containsExactlyInAnyOrder("Cologne", "Nice");
    }
  }

  @Test
  void showsWhereWordsAreAndWhy() {
    try (IDocumentSession session = store.openSession()) {
      Reference<Highlightings> bridges = new Reference<>();
      Reference<Explanations> reasons = new Reference<>();
      session
          .query(Town.class, Towns.class)
          .waitForNonStaleResults()
          .highlight("about", 30, 1, bridges)
          .includeExplanations(reasons)
          .search("about", "bridge")
          .andAlso()
          .whereEquals("name", "Ulm")
          .toList();
      assertThat(bridges.value.getFragments("towns/1"))
          .singleElement()
          .asString()
          .contains("<b style=\"background:yellow\">bridge</b>");
      assertThat(reasons.value.getExplanations("towns/1")).isNotEmpty();
    }
  }
}
