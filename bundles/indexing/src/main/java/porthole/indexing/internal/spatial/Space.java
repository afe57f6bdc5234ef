// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.spatial;

import java.util.function.Function;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SortField;
import porthole.indexing.api.SpatialOptions;
import porthole.indexing.api.SpatialOptions.Strategy;
import porthole.indexing.api.SpatialOptions.Units;
import porthole.indexing.internal.spatial.Geometry.Point;

/**
 * Where the shapes of a field lie, and how Lucene holds and finds them there. Thread-safe.
 * docs/formats/lucene-index.md says what each holds.
 */
public interface Space {

  /** The one that a field's options ask for, with distances in those units. */
  static Space of(SpatialOptions options, Units units) {
    Shapes<?> shapes =
        options.type == SpatialOptions.Type.GEOGRAPHY ? new Earth(units) : new Plane();
    return options.strategy == Strategy.BOUNDING_BOX ? new Boxes(shapes) : shapes;
  }

  /** The one that a field's options ask for. */
  static Space of(SpatialOptions options) {
    return of(options, options.units);
  }

  /**
   * Adds a shape to a document.
   *
   * @throws SpatialException if there is none such
   */
  void write(Document document, String field, Geometry shape);

  /**
   * What finds documents by their shapes.
   *
   * @throws SpatialException if that cannot be asked
   */
  Query find(String field, Relation relation, Geometry shape);

  /**
   * Sorts by the distance from a place; of several, the least counts. Documents without a place
   * come last, whichever way.
   *
   * @param step distances are rounded up to a multiple of that; 0: they are not
   */
  SortField byDistance(String field, Point from, double step, boolean descending);

  /** The place in the middle of a shape. */
  Point centre(Geometry shape);

  /** Documents that have a shape at all. */
  static Query any(String field) {
    return new FieldExistsQuery(centres(field));
  }

  /** All that have a shape, but not one that intersects. */
  default Query disjoint(String field, Geometry shape) {
    return new BooleanQuery.Builder()
        .add(any(field), Occur.FILTER)
        .add(find(field, Relation.INTERSECTS, shape), Occur.MUST_NOT)
        .build();
  }

  /** The column of the middles of the shapes. */
  static String centres(String field) {
    return field + "#centres";
  }

  /** Says of what failed which shape it was. */
  static <T> T checked(Geometry shape, Function<Geometry, T> use) {
    try {
      return use.apply(shape);
    } catch (IllegalArgumentException e) {
      throw new SpatialException("A shape cannot be: " + e.getMessage() + ".");
    }
  }
}
