// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.spatial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.indexing.api.SpatialOptions;
import porthole.indexing.api.SpatialOptions.Strategy;
import porthole.indexing.api.SpatialOptions.Units;
import porthole.indexing.internal.spatial.Geometry.Circle;
import porthole.indexing.internal.spatial.Geometry.Point;

class SpaceTest {
  private static final double EARTH_KM = 6_371.008_771_4;

  private static SpatialOptions options(SpatialOptions.Type type, Strategy strategy) {
    SpatialOptions options = new SpatialOptions();
    options.type = type;
    options.strategy = strategy;
    return options;
  }

  private static SpatialOptions earth() {
    return new SpatialOptions();
  }

  private static SpatialOptions plane() {
    return options(SpatialOptions.Type.CARTESIAN, Strategy.QUAD_PREFIX_TREE);
  }

  private static SpatialOptions boxes() {
    return options(SpatialOptions.Type.CARTESIAN, Strategy.BOUNDING_BOX);
  }

  private static double kilometers(Point one, Point other) {
    double lat = Math.toRadians(other.y() - one.y());
    double lon = Math.toRadians(other.x() - one.x());
    double a =
        Math.pow(Math.sin(lat / 2), 2)
            + Math.cos(Math.toRadians(one.y()))
                * Math.cos(Math.toRadians(other.y()))
                * Math.pow(Math.sin(lon / 2), 2);
    return 2 * EARTH_KM * Math.asin(Math.sqrt(a));
  }

  private static Point anywhere(Random random) {
    return new Point(random.nextDouble() * 360 - 180, random.nextDouble() * 180 - 90);
  }

  @Test
  void circlesHaveThePlacesThatAreNearEnough() {
    Random random = new Random(5);
    List<Point> places = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      places.add(anywhere(random));
    }
    ShapeIndex index =
        new ShapeIndex(earth(), places.stream().<List<Geometry>>map(List::of).toList());
    for (int i = 0; i < 50; i++) {
      Point middle = anywhere(random);
      double radius = random.nextDouble() * 5_000;
      List<Integer> near =
          IntStream.range(0, places.size())
              .filter(place -> kilometers(places.get(place), middle) <= radius)
              .boxed()
              .toList();
      assertThat(index.find(Relation.WITHIN, new Circle(middle.x(), middle.y(), radius)))
          .as("%f km around %s", radius, middle)
          .isEqualTo(near);
    }
  }

  @Test
  void sortsByTheDistanceToTheNearestPlaceAndPutsThoseWithoutOneLast() {
    Geometry near = new Point(1, 0);
    Geometry far = new Point(9, 0);
    Geometry middle = new Point(5, 0);
    ShapeIndex index =
        new ShapeIndex(
            earth(), List.of(List.of(), List.of(far), List.of(near, far), List.of(middle)));
    Point from = new Point(0, 0);
    assertThat(index.sorted(from, 0, false)).containsExactly(2, 3, 1, 0);
    assertThat(index.sorted(from, 0, true)).containsExactly(1, 3, 2, 0);
    // 111, 556 and 1,001 km are 600, 600 and 1,200.
    assertThat(index.sorted(from, 600, false)).containsExactly(2, 3, 1, 0);
    assertThat(index.sorted(from, 600, true)).containsExactly(1, 2, 3, 0);
  }

  @Test
  void radiusIsInTheUnitsOfTheField() {
    // 0.1 degrees are 11.1 km and 6.9 miles.
    SpatialOptions miles = earth();
    miles.units = Units.MILES;
    assertThat(ShapeIndex.ofTexts(miles, "POINT(0 0.1)").find(Relation.WITHIN, "CIRCLE(0 0 d=8)"))
        .hasSize(1);
    assertThat(ShapeIndex.ofTexts(earth(), "POINT(0 0.1)").find(Relation.WITHIN, "CIRCLE(0 0 d=8)"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LINESTRING (0 0, 1 1, 2 1)              | INTERSECTS | LINESTRING (1 0, 1 1, 1 2)        | true",
        "LINESTRING (0 0, 1 1, 2 1)              | DISJOINT   | LINESTRING (1 0, 1 1, 1 2)        | false",
        "LINESTRING (0 0, 1 1)                   | WITHIN     | POLYGON((-1 -1, 3 -1, 3 3, -1 3, -1 -1)) | true",
        "LINESTRING (0 0, 9 9)                   | WITHIN     | POLYGON((-1 -1, 3 -1, 3 3, -1 3, -1 -1)) | false",
        "CIRCLE(0 0 d=110)                       | INTERSECTS | CIRCLE(0 3 d=110)                 | false",
        "CIRCLE(0 0 d=110)                       | INTERSECTS | CIRCLE(0 1.9 d=110)               | true",
        "CIRCLE(0 0 d=110)                       | CONTAINS   | POINT(0.5 0.5)                    | true",
        "CIRCLE(0 0 d=110)                       | CONTAINS   | POINT(0.9 0.9)                    | false",
        "CIRCLE(0 0 d=0)                         | WITHIN     | CIRCLE(0 0 d=0)                   | true",
        "POINT(1 2)                              | CONTAINS   | POINT(1 2)                        | true",
        "POINT(1 2)                              | CONTAINS   | CIRCLE(1 2 d=1)                   | false",
        "POINT(1 2)                              | DISJOINT   | POINT(1 2.1)                      | true",
        "POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (3 3, 6 3, 6 6, 3 6, 3 3)) | INTERSECTS | POINT(4 4)  | false",
        "POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (3 3, 6 3, 6 6, 3 6, 3 3)) | INTERSECTS | POINT(1 1)  | true",
        "POLYGON((0 0, 9 0, 9 9, 0 9, 0 0))      | CONTAINS   | ENVELOPE(1, 2, 2, 1)              | true",
        "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5))) | WITHIN | ENVELOPE(-1, 7, 7, -1) | true",
        "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5))) | WITHIN | ENVELOPE(-1, 3, 7, -1) | false",
        "MULTIPOINT((1 1), (5 5))                | INTERSECTS | ENVELOPE(4, 6, 6, 4)              | true",
        "GEOMETRYCOLLECTION(POINT(1 1), LINESTRING(5 5, 6 6)) | INTERSECTS | POINT(5 5)            | true",
        "POINT(179 0)                            | WITHIN     | ENVELOPE(178, -178, 1, -1)        | true",
        "POINT(0 0)                              | WITHIN     | ENVELOPE(178, -178, 1, -1)        | false",
        "POINT(-179.9 0)                         | WITHIN     | CIRCLE(179.9 0 d=30)              | true",
      })
  void shapesOnTheEarthLieToEachOtherAsTheyShould(
      String document, Relation relation, String asked, boolean found) {
    assertThat(ShapeIndex.ofTexts(earth(), document).find(relation, asked)).hasSize(found ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | POLYGON ((0 0, 0 5, 1 5, 1 1, 5 1, 5 5, 6 5, 6 0, 0 0)) | INTERSECTS | 2 2 4 4   | true",
        "true  | POLYGON ((0 0, 0 5, 1 5, 1 1, 5 1, 5 5, 6 5, 6 0, 0 0)) | INTERSECTS | 6 6 10 10 | false",
        "true  | POLYGON ((0 0, 0 5, 1 5, 1 1, 5 1, 5 5, 6 5, 6 0, 0 0)) | DISJOINT   | 6 6 10 10 | true",
        "true  | POLYGON ((0 0, 0 5, 1 5, 1 1, 5 1, 5 5, 6 5, 6 0, 0 0)) | WITHIN     | 0 0 6 6   | true",
        "true  | POLYGON ((0 0, 0 5, 1 5, 1 1, 5 1, 5 5, 6 5, 6 0, 0 0)) | CONTAINS   | 2 2 4 4   | true",
        "false | POLYGON ((0 0, 0 5, 1 5, 1 1, 5 1, 5 5, 6 5, 6 0, 0 0)) | INTERSECTS | 6 6 10 10 | false",
        "false | POLYGON ((0 0, 0 5, 1 5, 1 1, 5 1, 5 5, 6 5, 6 0, 0 0)) | INTERSECTS | 2 2 4 4   | false",
        "false | POLYGON ((0 0, 0 5, 1 5, 1 1, 5 1, 5 5, 6 5, 6 0, 0 0)) | INTERSECTS | 0 0 4 4   | true",
        "false | POINT(1000 1000)                                         | WITHIN     | CIRCLE(1003 1004 d=5.01) | true",
        "false | POINT(1000 1000)                                         | WITHIN     | CIRCLE(1003 1004 d=4.99) | false",
        "false | CIRCLE(0 0 d=5)                                          | INTERSECTS | POINT(3.5 3.5) | true",
        "false | CIRCLE(0 0 d=5)                                          | INTERSECTS | POINT(3.6 3.6) | false",
      })
  void shapesOnAPlaneAndBoxesDoSo(
      boolean boxes, String document, Relation relation, String asked, boolean found) {
    ShapeIndex index = ShapeIndex.ofTexts(boxes ? boxes() : plane(), document);
    assertThat(index.find(relation, asked)).hasSize(found ? 1 : 0);
  }

  @Test
  void whatHasNoPlaceIsNotEvenDisjoint() {
    ShapeIndex index = new ShapeIndex(earth(), List.of(List.of(), List.of(new Point(5, 5))));
    assertThat(index.find(Relation.DISJOINT, "POINT(1 1)")).containsExactly(1);
    assertThat(index.find(Relation.INTERSECTS, "POINT EMPTY")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POINT(0 91)                           | latitude",
        "POLYGON((0 0, 1 0, 1 1))              | at least 4",
        "LINESTRING(1 1)                       | at least 2",
        "ENVELOPE(178, -178, 1, -1)            | date line",
        "CIRCLE(0 89 d=500)                    | pole",
      })
  void saysWhatCannotBeHeld(String shape, String message) {
    assertThatThrownBy(() -> ShapeIndex.ofTexts(earth(), shape))
        .isInstanceOf(SpatialException.class)
        .hasMessageContaining(message);
  }

  @Test
  void nothingIsWithinALine() {
    ShapeIndex index = ShapeIndex.ofTexts(earth(), "POINT(0 0)");
    assertThatThrownBy(() -> index.find(Relation.WITHIN, "LINESTRING(0 0, 1 1)"))
        .isInstanceOf(SpatialException.class)
        .hasMessageContaining("intersects");
  }
}
