// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.spatial;

import org.apache.lucene.document.Document;
import porthole.indexing.api.SpatialOptions;
import porthole.indexing.internal.function.SpatialValue;

/** Puts places and shapes into the documents that Lucene indexes. */
public final class SpatialWriter {

  private SpatialWriter() {}

  /**
   * Adds one.
   *
   * @throws SpatialException if it is none; the message names the field
   */
  public static void write(
      Document document, String field, SpatialOptions options, SpatialValue value) {
    try {
      Space.of(options).write(document, field, geometry(value));
    } catch (SpatialException e) {
      throw new SpatialException("The field '" + field + "': " + e.getMessage());
    }
  }

  private static Geometry geometry(SpatialValue value) {
    if (value instanceof SpatialValue.Point point) {
      return new Geometry.Point(point.longitude(), point.latitude());
    }
    return ShapeParser.parse(((SpatialValue.Shape) value).text());
  }
}
