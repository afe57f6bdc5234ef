// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.spatial;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleRange;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SortField;
import porthole.indexing.internal.spatial.Geometry.Box;
import porthole.indexing.internal.spatial.Geometry.Point;

/**
 * A space of which only the boxes around shapes are held, and asked for. Boxes that only touch have
 * nothing in common.
 */
record Boxes(Shapes<?> space) implements Space {

  @Override
  public void write(Document document, String field, Geometry shape) {
    Box box = space.bounds(shape);
    document.add(
        Space.checked(shape, unused -> new DoubleRange(boxes(field), low(box), high(box))));
    document.add(space.column(field, centre(shape)));
  }

  @Override
  public Query find(String field, Relation relation, Geometry shape) {
    Box box = space.bounds(shape);
    return switch (relation) {
      case WITHIN -> DoubleRange.newWithinQuery(boxes(field), low(box), high(box));
      case CONTAINS -> DoubleRange.newContainsQuery(boxes(field), low(box), high(box));
      case INTERSECTS -> intersecting(field, box);
      case DISJOINT -> disjoint(field, shape);
    };
  }

  private static Query intersecting(String field, Box box) {
    boolean thin = box.minX() == box.maxX() || box.minY() == box.maxY();
    double[] low =
        thin ? low(box) : new double[] {Math.nextUp(box.minX()), Math.nextUp(box.minY())};
    double[] high =
        thin ? high(box) : new double[] {Math.nextDown(box.maxX()), Math.nextDown(box.maxY())};
    return DoubleRange.newIntersectsQuery(boxes(field), low, high);
  }

  // A box over the date line goes all around here.
  private static double[] low(Box box) {
    return new double[] {box.minX() > box.maxX() ? -180 : box.minX(), box.minY()};
  }

  private static double[] high(Box box) {
    return new double[] {box.minX() > box.maxX() ? 180 : box.maxX(), box.maxY()};
  }

  private static String boxes(String field) {
    return field + "#boxes";
  }

  @Override
  public SortField byDistance(String field, Point from, double step, boolean descending) {
    return space.byDistance(field, from, step, descending);
  }

  @Override
  public Point centre(Geometry shape) {
    return space.centre(shape);
  }
}
