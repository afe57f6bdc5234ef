// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.spatial;

/** How a document's shape lies to the one asked for. */
public enum Relation {
  /** All of it is in that one. */
  WITHIN,
  /** It has all of that one. */
  CONTAINS,
  /** They have nothing in common. */
  DISJOINT,
  /** They have something in common. */
  INTERSECTS
}
