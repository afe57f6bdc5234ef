// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.spatial;

import java.util.List;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LatLonDocValuesField;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LatLonShape;
import org.apache.lucene.document.ShapeField.QueryRelation;
import org.apache.lucene.geo.GeoEncodingUtils;
import org.apache.lucene.geo.LatLonGeometry;
import org.apache.lucene.geo.Rectangle;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.SloppyMath;
import porthole.indexing.api.SpatialOptions.Units;
import porthole.indexing.internal.spatial.Geometry.Box;
import porthole.indexing.internal.spatial.Geometry.Circle;
import porthole.indexing.internal.spatial.Geometry.Line;
import porthole.indexing.internal.spatial.Geometry.Path;
import porthole.indexing.internal.spatial.Geometry.Point;
import porthole.indexing.internal.spatial.Geometry.Polygon;

/** The earth as a sphere; places are true to about a centimetre. */
final class Earth extends Shapes<LatLonGeometry> {
  private static final double MILE = 1_609.344;
  private static final double KILOMETER = 1_000;
  private static final double RADIUS = 6_371_008.771_4;
  // Then a circle that is held differs from the true one by less than a thousandth of its radius.
  private static final int CORNERS = 64;

  private final double meters;

  Earth(Units units) {
    meters = units == Units.MILES ? MILE : KILOMETER;
  }

  @Override
  Box boxAround(Circle circle) {
    Rectangle box = Rectangle.fromPointDistance(circle.y(), circle.x(), circle.radius() * meters);
    return new Box(box.minLon, box.minLat, box.maxLon, box.maxLat);
  }

  @Override
  Field pointField(String field, Point point) {
    return new LatLonPoint(field, point.y(), point.x());
  }

  @Override
  Field column(String field, Point centre) {
    return new LatLonDocValuesField(Space.centres(field), centre.y(), centre.x());
  }

  @Override
  List<Field> shapeFields(String field, Geometry shape) {
    if (shape instanceof Line line) {
      return List.of(LatLonShape.createIndexableFields(field, line(line.path())));
    }
    if (shape instanceof Polygon polygon) {
      return List.of(LatLonShape.createIndexableFields(field, polygon(polygon)));
    }
    if (shape instanceof Circle circle) {
      return List.of(LatLonShape.createIndexableFields(field, around(circle)));
    }
    return List.of(LatLonShape.createIndexableFields(field, polygon(outline(held((Box) shape)))));
  }

  private static Box held(Box box) {
    if (box.minX() > box.maxX()) {
      throw new SpatialException(
          "A box over the date line cannot be held: take two, one on each side of it.");
    }
    return box;
  }

  private org.apache.lucene.geo.Polygon around(Circle circle) {
    double angle = circle.radius() * meters / RADIUS;
    Box box = boxAround(circle);
    boolean hasPole = Math.toDegrees(angle) >= 90 - Math.abs(circle.y());
    if (hasPole || box.minX() > box.maxX()) {
      throw new SpatialException("A circle over a pole or the date line cannot be held.");
    }
    // Between the circles inside and around the corners' polygon.
    double fitted = angle * 2 / (1 + Math.cos(Math.PI / CORNERS));
    double[] lats = new double[CORNERS + 1];
    double[] lons = new double[CORNERS + 1];
    for (int i = 0; i < CORNERS; i++) {
      Point corner = away(circle, fitted, 2 * Math.PI * i / CORNERS);
      lats[i] = corner.y();
      lons[i] = corner.x();
    }
    lats[CORNERS] = lats[0];
    lons[CORNERS] = lons[0];
    return new org.apache.lucene.geo.Polygon(lats, lons);
  }

  /** Where one comes to by going so far, both in radians, from a circle's middle. */
  private static Point away(Circle from, double angle, double bearing) {
    double lat = Math.toRadians(from.y());
    double sin =
        Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(bearing);
    double east = Math.sin(bearing) * Math.sin(angle) * Math.cos(lat);
    double north = Math.cos(angle) - Math.sin(lat) * sin;
    return new Point(
        from.x() + Math.toDegrees(Math.atan2(east, north)), Math.toDegrees(Math.asin(sin)));
  }

  private static org.apache.lucene.geo.Line line(Path path) {
    return new org.apache.lucene.geo.Line(path.ys(), path.xs());
  }

  private static org.apache.lucene.geo.Polygon polygon(Polygon polygon) {
    return new org.apache.lucene.geo.Polygon(
        polygon.shell().ys(),
        polygon.shell().xs(),
        polygon.holes().stream()
            .map(hole -> new org.apache.lucene.geo.Polygon(hole.ys(), hole.xs()))
            .toArray(org.apache.lucene.geo.Polygon[]::new));
  }

  @Override
  LatLonGeometry part(Geometry shape) {
    if (shape instanceof Point point) {
      return place(point.x(), point.y());
    }
    if (shape instanceof Line line) {
      return line(line.path());
    }
    if (shape instanceof Polygon polygon) {
      return polygon(polygon);
    }
    if (shape instanceof Circle circle) {
      return circle.radius() == 0
          ? place(circle.x(), circle.y())
          : new org.apache.lucene.geo.Circle(circle.y(), circle.x(), circle.radius() * meters);
    }
    Box box = (Box) shape;
    return new Rectangle(box.minY(), box.maxY(), box.minX(), box.maxX());
  }

  // As it is held: otherwise not even the same place would be there.
  private static org.apache.lucene.geo.Point place(double x, double y) {
    return new org.apache.lucene.geo.Point(
        GeoEncodingUtils.decodeLatitude(GeoEncodingUtils.encodeLatitude(y)),
        GeoEncodingUtils.decodeLongitude(GeoEncodingUtils.encodeLongitude(x)));
  }

  @Override
  Query findPoints(String field, List<LatLonGeometry> parts) {
    return LatLonPoint.newGeometryQuery(
        field, QueryRelation.INTERSECTS, parts.toArray(new LatLonGeometry[0]));
  }

  @Override
  Query findShapes(String field, QueryRelation relation, List<LatLonGeometry> parts) {
    return LatLonShape.newGeometryQuery(field, relation, parts.toArray(new LatLonGeometry[0]));
  }

  @Override
  public SortField byDistance(String field, Point from, double step, boolean descending) {
    String column = Space.centres(field);
    if (step == 0 && !descending) {
      // Lucene passes over what is too far away to count.
      return Space.checked(
          from, unused -> LatLonDocValuesField.newDistanceSort(column, from.y(), from.x()));
    }
    return DistanceOrder.of(column, step, new FromPlace(from, meters), descending);
  }

  private record FromPlace(Point from, double meters) implements DistanceOrder.Distance {
    @Override
    public double to(long encoded) {
      double lat = GeoEncodingUtils.decodeLatitude((int) (encoded >> 32));
      double lon = GeoEncodingUtils.decodeLongitude((int) encoded);
      return SloppyMath.haversinMeters(from.y(), from.x(), lat, lon) / meters;
    }
  }
}
