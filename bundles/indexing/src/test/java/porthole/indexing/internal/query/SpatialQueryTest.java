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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.QueryAnswer;

class SpatialQueryTest {
  private QueriedDatabase database;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = new QueriedDatabase(directory);
    database.put(
        "Cities",
        "ulm",
        "{'lat': 48.4, 'lng': 9.99, 'area': 'POINT(9.99 48.4)'}".replace('\'', '"'));
    database.put(
        "Cities",
        "munich",
        "{'lat': 48.14, 'lng': 11.58, 'area': 'CIRCLE(11.58 48.14 d=15)'}".replace('\'', '"'));
    database.put("Cities", "cologne", "{'lat': 50.94, 'lng': 6.96}".replace('\'', '"'));
    database.put("Cities", "atlantis", "{'lat': null, 'lng': 0}".replace('\'', '"'));
  }

  @AfterEach
  void close() {
    database.close();
  }

  // Munich is 121 km from Ulm, Cologne is 357 km.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spatial.within(spatial.point(lat, lng), spatial.circle(130, 48.4, 9.99))                 "
            + " | munich,ulm",
        "spatial.within(spatial.point(lat, lng), spatial.circle(100, $lat, $lng), 0.025)          "
            + " | ulm",
        "spatial.within(spatial.point(lat, lng), spatial.circle(100, $lat, $lng, 'Miles'))        "
            + " | munich,ulm",
        "spatial.disjoint(spatial.point(lat, lng), spatial.circle(130, 48.4, 9.99))               "
            + " | cologne",
        "spatial.within(spatial.point(lat, lng), spatial.wkt('CIRCLE(9.99 48.4 d=100)', 'miles')) "
            + " | munich,ulm",
        "not spatial.within(spatial.point(lat, lng), spatial.circle(130, 48.4, 9.99))             "
            + " | atlantis,cologne",
        "spatial.intersects(spatial.wkt(area), spatial.wkt('ENVELOPE(11, 12, 49, 48)'))           "
            + " | munich",
        "spatial.contains(spatial.wkt(area), spatial.point(48.1, 11.6))                           "
            + " | munich",
        "exists(lat) and spatial.within(spatial.point(lat, lng), spatial.wkt('5 50 7 51'))        "
            + " | cologne",
      })
  void findsByPlace(String condition, String ids) {
    assertThat(database.ids("from Cities where " + condition, Map.of("lat", 48.4, "lng", 9.99)))
        .containsExactlyInAnyOrder(ids.split(","));
  }

  @Test
  void sortsByDistance() {
    String from = "from Cities order by spatial.distance(spatial.point(lat, lng), ";
    assertThat(database.ids(from + "spatial.point(51, 7))"))
        .containsExactly("cologne", "ulm", "munich", "atlantis");
    assertThat(database.ids(from + "spatial.wkt('POINT(7 51)')) desc"))
        .containsExactly("munich", "ulm", "cologne", "atlantis");
    assertThat(database.ids(from + "spatial.point(51, 7), 1000), id() desc"))
        .containsExactly("ulm", "munich", "cologne", "atlantis");
  }

  @Test
  void sortsByRoundedDistanceThenByAnother() {
    database.put("Items", "items/1", "{\"lat\": 35.1, \"lng\": -107.1, \"name\": \"a\"}");
    database.put("Items", "items/2", "{\"lat\": 35.2, \"lng\": -107.0, \"name\": \"b\"}");
    database.put("Items", "items/3", "{\"lat\": 35.3, \"lng\": -106.5, \"name\": \"c\"}");
    assertThat(
            database.ids(
                "from Items as a order by spatial.distance(spatial.point(a.lat, a.lng),"
                    + " spatial.point(35.1, -106.3), 25), name"))
        .containsExactly("items/3", "items/1", "items/2");
  }

  @Test
  void clientsMayQuoteTheFunctionsThatMakePlaces() {
    assertThat(
            database.ids(
                "from Cities order by spatial.distance('spatial.point(lat, lng)', spatial.point(51,"
                    + " 7), 25) desc"))
        .containsExactly("munich", "ulm", "cologne", "atlantis");
  }

  @Test
  void indexesAreNamedForThePlacesAndHoldThem() {
    assertThat(index("spatial.within(spatial.point(lat, lng), spatial.circle(1, 1, 1))"))
        .isEqualTo("Auto/Cities/BySpatial.point(lat|lng)");
    assertThat(index("spatial.within(spatial.wkt(area), spatial.circle(1, 1, 1))"))
        .isEqualTo("Auto/Cities/BySpatial.wkt(area)AndSpatial.point(lat|lng)");
  }

  private String index(String condition) {
    try (QueryAnswer answer = database.ask("from Cities where " + condition, Map.of())) {
      return answer.summary().indexName;
    }
  }

  @Test
  void aDocumentWithoutAProperShapeIsAnErrorOfItsOwn() {
    database.put("Cities", "bad", "{\"area\": \"POINT(9.99)\"}");
    database.put("Cities", "far", "{\"area\": \"POINT(9.99 148.4)\"}");
    assertThat(
            database.ids(
                "from Cities where spatial.intersects(spatial.wkt(area), spatial.point(48.4,"
                    + " 9.99))"))
        .containsExactly("ulm");
    assertThat(database.indexes().all())
        .singleElement()
        .satisfies(
            index ->
                assertThat(index.errors())
                    .extracting(error -> error.document() + " " + error.message())
                    .satisfiesExactly(
                        error ->
                            assertThat(error)
                                .startsWith(
                                    "bad The field 'spatial.wkt(area)': 'POINT(9.99)' is no shape"),
                        error ->
                            assertThat(error)
                                .startsWith("far ")
                                .contains("invalid latitude 148.4")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spatial.within(spatial.point(lat, lng), spatial.circle(-1, 0, 0))          | radius",
        "spatial.within(spatial.point(lat, lng), spatial.circle(1, 0, 0, 'yards'))  | 'Kilometers'"
            + " or 'Miles'",
        "spatial.within(spatial.point(lat, lng), spatial.circle(1, 100, 0))         | latitude",
        "spatial.within(spatial.point(lat, lng), spatial.wkt('POINT(1'))            | expected at"
            + " character 8",
        "spatial.within(spatial.point(lat, lng), 'POINT(1 1)')                      | A shape was"
            + " expected",
        "spatial.within(spatial.point(lat), spatial.point(1, 1))                    | takes 2",
        "spatial.near(spatial.point(lat, lng), spatial.point(1, 1))                 | There is no"
            + " condition spatial.near()",
      })
  void saysWhatIsWrong(String condition, String message) {
    assertThatThrownBy(() -> database.ids("from Cities where " + condition))
        .isInstanceOf(IndexingException.InvalidQuery.class)
        .hasMessageContaining(message);
  }
}
