// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.field;

import org.apache.lucene.analysis.Analyzer;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexFieldOptions.TermVector;
import porthole.indexing.api.SpatialOptions;

/** How one field of an index is found. */
public final class FieldPlan {
  private final String name;
  private final Analysis analysis;
  private final Analyzer analyzer;
  private final Extras extras;

  // Kept, since they are asked for with every number.
  private final String wholes;
  private final String fractions;
  private final String longs;
  private final String doubles;

  /** What of a value can be looked for. */
  public enum Analysis {
    /** The whole of it, in any letter case. */
    FOLDED,
    /** The whole of it, as it is. */
    EXACT,
    /** Its words. */
    FULL_TEXT,
    /** Nothing: it is only there to be shown. */
    NONE
  }

  /** How the places among its values are held. */
  public SpatialOptions spatial() {
    return extras.spatial() == null ? new SpatialOptions() : extras.spatial();
  }

  /**
   * What is held besides what makes values found.
   *
   * @param sortable whether full text, too, can be sorted by its values
   * @param vectors what is kept about the words of a document
   * @param spatial how places and shapes are held; null: as usual
   */
  public record Extras(boolean sortable, TermVector vectors, @Nullable SpatialOptions spatial) {

    /** Nothing. */
    public static final Extras NONE = new Extras(false, TermVector.NO, null);
  }

  /**
   * Of a field.
   *
   * @param name of the field in Lucene
   * @param analyzer makes the words of {@link Analysis#FULL_TEXT}; otherwise it is not asked
   * @param extras what is held besides
   */
  public FieldPlan(String name, Analysis analysis, Analyzer analyzer, Extras extras) {
    this.name = name;
    this.analysis = analysis;
    this.analyzer = analyzer;
    this.extras = extras;
    wholes = name + "#wholes";
    fractions = name + "#fractions";
    longs = name + "#longs";
    doubles = name + "#doubles";
  }

  /** With nothing besides. */
  public FieldPlan(String name, Analysis analysis, Analyzer analyzer) {
    this(name, analysis, analyzer, Extras.NONE);
  }

  /** The field's name in Lucene. */
  public String name() {
    return name;
  }

  /** What of its values can be looked for. */
  public Analysis analysis() {
    return analysis;
  }

  /** What makes its words. */
  public Analyzer analyzer() {
    return analyzer;
  }

  /** What is held besides. */
  public Extras extras() {
    return extras;
  }

  /** Where the whole numbers among its values are found. */
  public String wholes() {
    return wholes;
  }

  /** Where the other numbers are found. */
  public String fractions() {
    return fractions;
  }

  /** The column of how much more entries count that are found by it. */
  public String boosts() {
    return boosts(name);
  }

  /** The same, of the field of that name in Lucene. */
  public static String boosts(String name) {
    return name + "#boosts";
  }

  /** The column of all numbers, cut to whole ones. */
  public String longs() {
    return longs;
  }

  /** The column of all numbers, to double precision. */
  public String doubles() {
    return doubles;
  }
}
