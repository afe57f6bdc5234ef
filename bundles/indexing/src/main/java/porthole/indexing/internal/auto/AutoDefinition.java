// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.auto;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import porthole.storage.api.Folding;

/**
 * What an automatic index is of.
 *
 * @param collection {@code @all_docs} for the documents of all collections
 * @param fields those it holds besides the id; may be none
 */
public record AutoDefinition(String collection, SortedSet<AutoField> fields) {

  private static final String ALL = "@all_docs";

  /** Copies the fields. */
  public AutoDefinition {
    fields = Collections.unmodifiableSortedSet(new TreeSet<>(fields));
  }

  /**
   * Its name, made of what it is of, as in {@code Auto/Users/ByageAndSearch(name)}; what has the
   * same name is the same.
   */
  public String name() {
    String by = fields.stream().map(AutoDefinition::inName).collect(Collectors.joining("And"));
    String of = isOfAll(collection) ? "AllDocs" : collection;
    return "Auto/" + of + (by.isEmpty() ? "" : "/By" + by);
  }

  /** Whether the documents of all collections are meant. */
  public static boolean isOfAll(String collection) {
    return collection.equals(ALL);
  }

  private static String inName(AutoField field) {
    String name = field.name();
    boolean function = field.way() != AutoField.Way.PLAIN;
    return function ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) : name;
  }

  /** Whether it answers whatever the other one does. */
  public boolean covers(AutoDefinition other) {
    return isOfSame(other) && fields.containsAll(other.fields);
  }

  /** Whether both are of the same collection. */
  public boolean isOfSame(AutoDefinition other) {
    return Folding.fold(collection).equals(Folding.fold(other.collection));
  }

  /** The one that answers what either does. */
  public AutoDefinition with(AutoDefinition other) {
    SortedSet<AutoField> both = new TreeSet<>(fields);
    both.addAll(other.fields);
    return new AutoDefinition(collection, both);
  }
}
