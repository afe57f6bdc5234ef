// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.auto;

import porthole.indexing.internal.auto.AutoField.Way;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.search.IndexFields;
import porthole.indexing.internal.search.Operands;
import porthole.indexing.internal.search.QueryException;

/** The fields that an automatic index holds, for a query that names the index. */
record HeldFields(AutoDefinition of, AutoFields all) implements IndexFields {

  @Override
  public FieldPlan plain(String name) {
    check(name, Way.PLAIN);
    return all.plain(name);
  }

  @Override
  public FieldPlan exact(String name) {
    check(name, Way.EXACT);
    return all.exact(name);
  }

  @Override
  public FieldPlan words(String name) {
    check(name, Way.WORDS);
    return all.words(name);
  }

  @Override
  public FieldPlan point(String latitude, String longitude) {
    check(latitude + "|" + longitude, Way.POINT);
    return all.point(latitude, longitude);
  }

  @Override
  public FieldPlan wkt(String name) {
    check(name, Way.WKT);
    return all.wkt(name);
  }

  private void check(String name, Way way) {
    AutoField field = new AutoField(name, way);
    if (!name.equals(Operands.ID) && !of.holds(field)) {
      throw new QueryException(
          "The index '"
              + of.name()
              + "' does not hold '"
              + field.name()
              + "'. Query the collection, and an index that does is made.");
    }
  }
}
