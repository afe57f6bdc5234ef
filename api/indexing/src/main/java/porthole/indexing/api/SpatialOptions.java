// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

/** How the places and shapes of a field are held. */
public class SpatialOptions {

  /** What the coordinates are. */
  public enum Type {
    /** Degrees on the earth. */
    GEOGRAPHY,
    /** Of a plane. */
    CARTESIAN
  }

  /** How shapes are taken apart. */
  public enum Strategy {
    GEOHASH_PREFIX_TREE,
    QUAD_PREFIX_TREE,
    BOUNDING_BOX
  }

  /** What distances are in. */
  public enum Units {
    KILOMETERS,
    MILES
  }

  public Type type = Type.GEOGRAPHY;
  public Strategy strategy = Strategy.GEOHASH_PREFIX_TREE;

  /** How fine shapes are taken apart; 0: as usual for the strategy. */
  public int maxTreeLevel;

  /** The bounds of a plane. */
  public double minX = -180;

  public double maxX = 180;
  public double minY = -90;
  public double maxY = 90;

  public Units units = Units.KILOMETERS;
}
