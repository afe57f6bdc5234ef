// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.spatial;

import java.util.Arrays;
import java.util.List;

/** A shape; on the earth x is the longitude and y the latitude, in degrees. */
public sealed interface Geometry {

  /** A place. */
  record Point(double x, double y) implements Geometry {}

  /**
   * All within a distance.
   *
   * @param radius in the units of its field; 0 or more
   */
  record Circle(double x, double y, double radius) implements Geometry {}

  /** A rectangle; on the earth it may cross the date line: then the least x is the greater one. */
  record Box(double minX, double minY, double maxX, double maxY) implements Geometry {

    /** The smallest that has both; none of them crosses the date line. */
    Box with(Box other) {
      return new Box(
          Math.min(minX, other.minX),
          Math.min(minY, other.minY),
          Math.max(maxX, other.maxX),
          Math.max(maxY, other.maxY));
    }
  }

  /** A way from place to place. */
  record Line(Path path) implements Geometry {}

  /** What a closed line encloses, but for what is enclosed by others. */
  record Polygon(Path shell, List<Path> holes) implements Geometry {
    /** Copies the holes. */
    public Polygon {
      holes = List.copyOf(holes);
    }
  }

  /** Several. */
  record Several(List<Geometry> parts) implements Geometry {
    /** Copies the parts. */
    public Several {
      parts = List.copyOf(parts);
    }
  }

  /** Places one after the other. */
  record Path(double[] xs, double[] ys) {

    /** Of points. */
    static Path of(List<Point> points) {
      return new Path(
          points.stream().mapToDouble(Point::x).toArray(),
          points.stream().mapToDouble(Point::y).toArray());
    }

    Box bounds() {
      return new Box(
          Arrays.stream(xs).min().orElseThrow(),
          Arrays.stream(ys).min().orElseThrow(),
          Arrays.stream(xs).max().orElseThrow(),
          Arrays.stream(ys).max().orElseThrow());
    }
  }
}
