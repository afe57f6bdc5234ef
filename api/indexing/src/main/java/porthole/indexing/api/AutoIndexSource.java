// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an automatic index takes in. */
public class AutoIndexSource {

  /** How documents are put together by values of an array. */
  public enum Arrays {
    /** It is no array. */
    NONE,
    /** Once by each. */
    EACH,
    /** By all of them together. */
    WHOLE
  }

  /** Whose documents; {@code @all_docs}: those of all collections. */
  public String collection = "";

  /** What documents are put together by, by the names of results; none: they are not. */
  public SortedMap<String, Arrays> groupedBy = new TreeMap<>();

  /** The name that results have for how many documents there are; null: they are not counted. */
  public @Nullable String count;

  /** The names that results have for sums. */
  public List<String> sums = List.of();
}
