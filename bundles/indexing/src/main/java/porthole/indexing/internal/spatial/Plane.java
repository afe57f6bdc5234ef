// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.spatial;

import java.util.List;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.ShapeField.QueryRelation;
import org.apache.lucene.document.XYDocValuesField;
import org.apache.lucene.document.XYPointField;
import org.apache.lucene.document.XYShape;
import org.apache.lucene.geo.XYCircle;
import org.apache.lucene.geo.XYEncodingUtils;
import org.apache.lucene.geo.XYGeometry;
import org.apache.lucene.geo.XYLine;
import org.apache.lucene.geo.XYPoint;
import org.apache.lucene.geo.XYPolygon;
import org.apache.lucene.geo.XYRectangle;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SortField;
import porthole.indexing.internal.spatial.Geometry.Box;
import porthole.indexing.internal.spatial.Geometry.Circle;
import porthole.indexing.internal.spatial.Geometry.Line;
import porthole.indexing.internal.spatial.Geometry.Path;
import porthole.indexing.internal.spatial.Geometry.Point;
import porthole.indexing.internal.spatial.Geometry.Polygon;

/** A plane; coordinates and distances have the precision of a float. */
final class Plane extends Shapes<XYGeometry> {
  private static final int CORNERS = 64;

  @Override
  Box boxAround(Circle c) {
    return new Box(c.x() - c.radius(), c.y() - c.radius(), c.x() + c.radius(), c.y() + c.radius());
  }

  @Override
  Field pointField(String field, Point point) {
    return new XYPointField(field, (float) point.x(), (float) point.y());
  }

  @Override
  Field column(String field, Point centre) {
    return new XYDocValuesField(Space.centres(field), (float) centre.x(), (float) centre.y());
  }

  @Override
  List<Field> shapeFields(String field, Geometry shape) {
    if (shape instanceof Line line) {
      return List.of(XYShape.createIndexableFields(field, line(line.path())));
    }
    if (shape instanceof Polygon polygon) {
      return List.of(XYShape.createIndexableFields(field, polygon(polygon)));
    }
    Polygon outline = shape instanceof Circle circle ? around(circle) : outline((Box) shape);
    return List.of(XYShape.createIndexableFields(field, polygon(outline)));
  }

  private static Polygon around(Circle circle) {
    double[] xs = new double[CORNERS + 1];
    double[] ys = new double[CORNERS + 1];
    double fitted = circle.radius() * 2 / (1 + Math.cos(Math.PI / CORNERS));
    for (int i = 0; i <= CORNERS; i++) {
      double bearing = 2 * Math.PI * (i % CORNERS) / CORNERS;
      xs[i] = circle.x() + fitted * Math.cos(bearing);
      ys[i] = circle.y() + fitted * Math.sin(bearing);
    }
    return new Polygon(new Path(xs, ys), List.of());
  }

  private static XYLine line(Path path) {
    return new XYLine(floats(path.xs()), floats(path.ys()));
  }

  private static XYPolygon polygon(Polygon polygon) {
    return new XYPolygon(
        floats(polygon.shell().xs()),
        floats(polygon.shell().ys()),
        polygon.holes().stream()
            .map(hole -> new XYPolygon(floats(hole.xs()), floats(hole.ys())))
            .toArray(XYPolygon[]::new));
  }

  private static float[] floats(double[] doubles) {
    float[] floats = new float[doubles.length];
    for (int i = 0; i < doubles.length; i++) {
      floats[i] = (float) doubles[i];
    }
    return floats;
  }

  @Override
  XYGeometry part(Geometry shape) {
    if (shape instanceof Point point) {
      return new XYPoint((float) point.x(), (float) point.y());
    }
    if (shape instanceof Line line) {
      return line(line.path());
    }
    if (shape instanceof Polygon polygon) {
      return polygon(polygon);
    }
    if (shape instanceof Circle circle) {
      return circle.radius() == 0
          ? new XYPoint((float) circle.x(), (float) circle.y())
          : new XYCircle((float) circle.x(), (float) circle.y(), (float) circle.radius());
    }
    Box box = (Box) shape;
    return new XYRectangle(
        (float) box.minX(), (float) box.maxX(), (float) box.minY(), (float) box.maxY());
  }

  @Override
  Query findPoints(String field, List<XYGeometry> parts) {
    return XYPointField.newGeometryQuery(field, parts.toArray(new XYGeometry[0]));
  }

  @Override
  Query findShapes(String field, QueryRelation relation, List<XYGeometry> parts) {
    return XYShape.newGeometryQuery(field, relation, parts.toArray(new XYGeometry[0]));
  }

  @Override
  public SortField byDistance(String field, Point from, double step, boolean descending) {
    return DistanceOrder.of(Space.centres(field), step, new FromPlace(from), descending);
  }

  private record FromPlace(Point from) implements DistanceOrder.Distance {
    @Override
    public double to(long encoded) {
      double x = XYEncodingUtils.decode((int) (encoded >> 32));
      double y = XYEncodingUtils.decode((int) encoded);
      return Math.hypot(x - from.x(), y - from.y());
    }
  }
}
