// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.util.Set;
import porthole.indexing.internal.field.FieldPlan;

/**
 * The fields of an index, as a query names them. Each throws {@link QueryException} for no field.
 */
public interface IndexFields {

  /** Where values are compared as usual. */
  FieldPlan plain(String name);

  /** Where the letter case counts. */
  FieldPlan exact(String name);

  /** Where words are found. */
  FieldPlan words(String name);

  /** Those there are; empty where that depends on what is asked. */
  default Set<String> names() {
    return Set.of();
  }

  /** Where the places are found whose coordinates are in two fields. */
  default FieldPlan point(String latitude, String longitude) {
    throw noPlaces();
  }

  /** Where the shapes are found whose texts are in a field. */
  default FieldPlan wkt(String name) {
    throw noPlaces();
  }

  private static QueryException noPlaces() {
    return new QueryException(
        "spatial.point() and spatial.wkt() make places of the fields of a collection. An index has"
            + " fields that hold places: name one of them.");
  }
}
