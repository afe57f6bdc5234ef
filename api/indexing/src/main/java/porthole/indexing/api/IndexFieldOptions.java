// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

import org.jspecify.annotations.Nullable;

/** How a field of an index is held; null where the definition does not say. */
public class IndexFieldOptions {

  /** How the values are found. */
  public enum Indexing {
    /** Not at all. */
    NO,
    /** By their words. */
    SEARCH,
    /** Whole, as they are. */
    EXACT,
    /** By their words, which are shown in their surroundings. */
    HIGHLIGHTING,
    /** Whole, in any letter case. */
    DEFAULT
  }

  /** What is kept about the words of a document. */
  public enum TermVector {
    NO,
    YES,
    WITH_POSITIONS,
    WITH_OFFSETS,
    WITH_POSITIONS_AND_OFFSETS
  }

  /** Whether the values can be had from the index. */
  public @Nullable Boolean stored;

  public @Nullable Indexing indexing;
  public @Nullable TermVector termVector;

  /** What makes the words, by name. */
  public @Nullable String analyzer;

  /** Whether words like a given one are asked for. */
  public boolean suggestions;

  /** How places and shapes are held; null: usual values. */
  public @Nullable SpatialOptions spatial;
}
