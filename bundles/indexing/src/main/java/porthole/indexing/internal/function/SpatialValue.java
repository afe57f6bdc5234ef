// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.function;

/** A place or a shape, as a value of an entry. */
public sealed interface SpatialValue {

  /** A place, in degrees. */
  record Point(double latitude, double longitude) implements SpatialValue {}

  /** A shape in the well-known text of OGC 06-103r4, or {@code CIRCLE(x y d=radius)}. */
  record Shape(String text) implements SpatialValue {}
}
