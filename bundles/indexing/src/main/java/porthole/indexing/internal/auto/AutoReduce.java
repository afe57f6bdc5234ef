// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.auto;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How an automatic index puts documents together.
 *
 * @param keys by what; at least one
 * @param counts whether it counts them
 * @param sums paths to the numbers that it adds up
 */
public record AutoReduce(SortedSet<GroupPath> keys, boolean counts, SortedSet<String> sums) {
  private static final String COUNT = "Count";

  /** Copies what it is given. */
  public AutoReduce {
    keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
    sums = Collections.unmodifiableSortedSet(new TreeSet<>(sums));
  }

  /** The name that counts have in results. */
  public String countName() {
    return isKey(COUNT) ? "count()" : COUNT;
  }

  /** The name that a sum has in results. */
  public String sumName(String path) {
    return isKey(path) || path.equals(countName()) ? "sum(" + path + ")" : path;
  }

  private boolean isKey(String name) {
    return keys.stream().anyMatch(key -> key.name().equals(name));
  }

  /** The names of what it aggregates. */
  List<String> aggregates() {
    SortedSet<String> names = new TreeSet<>();
    sums.forEach(path -> names.add(sumName(path)));
    if (counts) {
      names.add(countName());
    }
    return List.copyOf(names);
  }

  /** The names of all that its results have. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    keys.forEach(key -> names.add(key.name()));
    names.addAll(aggregates());
    return names;
  }

  /** Whether its results have whatever the other's have, and are of the same groups. */
  boolean covers(AutoReduce other) {
    return keys.equals(other.keys) && (counts || !other.counts) && sums.containsAll(other.sums);
  }

  /** The one whose results have what either's have; both are of the same groups. */
  AutoReduce with(AutoReduce other) {
    SortedSet<String> both = new TreeSet<>(sums);
    both.addAll(other.sums);
    return new AutoReduce(keys, counts || other.counts, both);
  }
}
