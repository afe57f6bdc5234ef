// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.spatial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import porthole.indexing.internal.spatial.Geometry.Box;
import porthole.indexing.internal.spatial.Geometry.Circle;
import porthole.indexing.internal.spatial.Geometry.Point;
import porthole.indexing.internal.spatial.Geometry.Polygon;
import porthole.indexing.internal.spatial.Geometry.Several;

class ShapeParserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POINT(1.5 -2)",
        " point ( 1.5 -2 ) ",
        "POINT Z (1.5 -2 7)",
        "POINT(15e-1 -2 7 8)",
        "1.5 -2",
        "-2,1.5",
        "-2, 1.5"
      })
  void readsAPlaceInManyWays(String text) {
    assertThat(ShapeParser.parse(text)).isEqualTo(new Point(1.5, -2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Circle(34.5 44 d=100)", "CIRCLE( 44,34.5 distance=100.0 )"})
  void readsCircles(String text) {
    assertThat(ShapeParser.parse(text)).isEqualTo(new Circle(34.5, 44, 100));
  }

  @Test
  void readsBoxes() {
    assertThat(ShapeParser.parse("ENVELOPE(1, 2, 4, 3)")).isEqualTo(new Box(1, 3, 2, 4));
    assertThat(ShapeParser.parse("1 3 2 4")).isEqualTo(new Box(1, 3, 2, 4));
  }

  @Test
  void readsPolygonsWithHoles() {
    Polygon polygon =
        (Polygon)
            ShapeParser.parse(
                "POLYGON ((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 1 1), (3 3, 4 3, 4 4, 3 3))");
    assertThat(polygon.shell().xs()).containsExactly(0, 9, 9, 0);
    assertThat(polygon.holes()).hasSize(2);
  }

  @Test
  void readsSeveral() {
    assertThat(ShapeParser.parse("MULTIPOINT(1 2, (3 4))"))
        .isEqualTo(new Several(List.of(new Point(1, 2), new Point(3, 4))));
    assertThat(ShapeParser.parse("GEOMETRYCOLLECTION(POINT(1 2), MULTIPOINT EMPTY)"))
        .isEqualTo(new Several(List.of(new Point(1, 2), new Several(List.of()))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''               | a number was expected at character 1",
        "BUFFER(1 2)      | not 'BUFFER'",
        "POINT(1)         | a number was expected at character 8",
        "POINT(1 2        | ')' was expected at character 10",
        "POINT(1 2) x     | the end was expected at character 12",
        "POINT(1 1e999)   | a number was expected at character 9",
        "CIRCLE(1 2)      | d=radius was expected",
        "CIRCLE(1 2 d=-1) | below 0",
        "LINESTRING(a b)  | a number was expected at character 12",
      })
  void saysWhereATextIsNoShape(String text, String message) {
    assertThatThrownBy(() -> ShapeParser.parse(text))
        .isInstanceOf(SpatialException.class)
        .hasMessageContaining(message);
  }

  @Test
  void collectionsInEachOtherDoNotExhaustTheStack() {
    String text = "GEOMETRYCOLLECTION(".repeat(100_000);
    assertThatThrownBy(() -> ShapeParser.parse(text))
        .isInstanceOf(SpatialException.class)
        .hasMessageContaining("20 collections");
  }
}
