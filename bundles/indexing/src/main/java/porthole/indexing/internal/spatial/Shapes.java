// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.spatial;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.ShapeField.QueryRelation;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import porthole.indexing.internal.spatial.Geometry.Box;
import porthole.indexing.internal.spatial.Geometry.Circle;
import porthole.indexing.internal.spatial.Geometry.Line;
import porthole.indexing.internal.spatial.Geometry.Path;
import porthole.indexing.internal.spatial.Geometry.Point;
import porthole.indexing.internal.spatial.Geometry.Polygon;
import porthole.indexing.internal.spatial.Geometry.Several;

/**
 * A space whose shapes are held as they are: points as such, all others as triangles and lines.
 *
 * @param <G> a shape as Lucene's queries take it
 */
abstract class Shapes<G> implements Space {

  @Override
  public final void write(Document document, String field, Geometry shape) {
    if (shape instanceof Several several) {
      several.parts().forEach(part -> write(document, field, part));
      return;
    }
    Space.checked(shape, one -> fields(field, one)).forEach(document::add);
    document.add(column(field, centre(shape)));
  }

  private List<Field> fields(String field, Geometry shape) {
    return isPlace(shape)
        ? List.of(pointField(points(field), centre(shape)))
        : shapeFields(shapes(field), shape);
  }

  private static boolean isPlace(Geometry shape) {
    return shape instanceof Point || (shape instanceof Circle circle && circle.radius() == 0);
  }

  @Override
  public final Query find(String field, Relation relation, Geometry shape) {
    if (relation == Relation.DISJOINT) {
      return disjoint(field, shape);
    }
    List<G> parts = Space.checked(shape, this::parts);
    if (parts.isEmpty()) {
      return new MatchNoDocsQuery("an empty shape");
    }
    BooleanQuery.Builder either = new BooleanQuery.Builder();
    if (relation != Relation.CONTAINS || isPlace(shape)) {
      either.add(findPoints(points(field), parts), Occur.SHOULD);
    }
    either.add(findShapes(shapes(field), queryRelation(relation, shape), parts), Occur.SHOULD);
    return either.build();
  }

  private static QueryRelation queryRelation(Relation relation, Geometry shape) {
    if (relation == Relation.WITHIN && hasLine(shape)) {
      throw new SpatialException(
          "Nothing is asked for that lies within a line: it has no inside. Take 'intersects'.");
    }
    return switch (relation) {
      case WITHIN -> QueryRelation.WITHIN;
      case CONTAINS -> QueryRelation.CONTAINS;
      case DISJOINT -> QueryRelation.DISJOINT;
      case INTERSECTS -> QueryRelation.INTERSECTS;
    };
  }

  private static boolean hasLine(Geometry shape) {
    return shape instanceof Line
        || (shape instanceof Several several && several.parts().stream().anyMatch(Shapes::hasLine));
  }

  private List<G> parts(Geometry shape) {
    List<G> parts = new ArrayList<>();
    collect(shape, parts);
    return parts;
  }

  private void collect(Geometry shape, List<G> parts) {
    if (shape instanceof Several several) {
      several.parts().forEach(part -> collect(part, parts));
    } else {
      parts.add(part(shape));
    }
  }

  @Override
  public final Point centre(Geometry shape) {
    if (shape instanceof Point point) {
      return point;
    }
    if (shape instanceof Circle circle) {
      return new Point(circle.x(), circle.y());
    }
    Box box = bounds(shape);
    return new Point(middle(box.minX(), box.maxX()), middle(box.minY(), box.maxY()));
  }

  private static double middle(double one, double other) {
    return one / 2 + other / 2;
  }

  /** The smallest box that a shape is in. */
  final Box bounds(Geometry shape) {
    if (shape instanceof Point point) {
      return new Box(point.x(), point.y(), point.x(), point.y());
    }
    if (shape instanceof Line line) {
      return line.path().bounds();
    }
    if (shape instanceof Polygon polygon) {
      return polygon.shell().bounds();
    }
    if (shape instanceof Several several) {
      return several.parts().stream()
          .map(this::bounds)
          .reduce(Box::with)
          .orElseThrow(() -> new SpatialException("An empty shape has no place."));
    }
    return shape instanceof Circle circle ? boxAround(circle) : (Box) shape;
  }

  /** A box as a polygon. */
  static Polygon outline(Box box) {
    double[] xs = {box.minX(), box.maxX(), box.maxX(), box.minX(), box.minX()};
    double[] ys = {box.minY(), box.minY(), box.maxY(), box.maxY(), box.minY()};
    return new Polygon(new Path(xs, ys), List.of());
  }

  private static String points(String field) {
    return field + "#points";
  }

  private static String shapes(String field) {
    return field + "#shapes";
  }

  abstract Box boxAround(Circle circle);

  abstract Field pointField(String field, Point point);

  /** Of anything but points and several. */
  abstract List<Field> shapeFields(String field, Geometry shape);

  abstract Field column(String field, Point centre);

  /** Of anything but several. */
  abstract G part(Geometry shape);

  abstract Query findPoints(String field, List<G> parts);

  abstract Query findShapes(String field, QueryRelation relation, List<G> parts);
}
