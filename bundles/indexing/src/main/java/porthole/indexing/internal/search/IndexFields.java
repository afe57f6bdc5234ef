// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

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
}
