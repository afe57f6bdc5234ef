// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.auto;

import java.util.Comparator;

/**
 * A field of documents as an automatic index holds it: one that is found in several ways is held
 * once for each.
 *
 * @param path names of properties with dots between; for {@link Way#POINT} two of such
 */
public record AutoField(String path, Way way) implements Comparable<AutoField> {
  private static final Comparator<AutoField> ORDER =
      Comparator.comparing(AutoField::path).thenComparing(AutoField::way);

  /** How its values are found. */
  public enum Way {
    /** In any letter case. */
    PLAIN(""),
    /** As they are. */
    EXACT("exact"),
    /** By their words. */
    WORDS("search"),
    /** As places: the path is that to the latitude, a bar, and that to the longitude. */
    POINT("spatial.point"),
    /** As shapes, which are written out in it. */
    WKT("spatial.wkt");

    private final String function;

    Way(String function) {
      this.function = function;
    }
  }

  /** The field's name in Lucene: the path, or as in {@code search(path)}. */
  public String name() {
    return way == Way.PLAIN ? path : way.function + "(" + path + ")";
  }

  @Override
  public int compareTo(AutoField other) {
    return ORDER.compare(this, other);
  }
}
