// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.auto;

import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.AutoIndexSource;
import porthole.storage.api.Folding;

/**
 * What an automatic index is of.
 *
 * @param collection {@code @all_docs} for the documents of all collections
 * @param fields those it holds besides the id, or, if it puts documents together, besides the
 *     values of results as they usually compare; may be none
 * @param reduce how it puts documents together; null: it does not
 */
public record AutoDefinition(
    String collection, SortedSet<AutoField> fields, @Nullable AutoReduce reduce) {

  private static final String ALL = "@all_docs";

  /** Copies the fields. */
  public AutoDefinition {
    fields = Collections.unmodifiableSortedSet(new TreeSet<>(fields));
  }

  /** Of an index that does not put documents together. */
  public AutoDefinition(String collection, SortedSet<AutoField> fields) {
    this(collection, fields, null);
  }

  /**
   * Its name, made of what it is of, as in {@code Auto/Users/ByageAndSearch(name)} or {@code
   * Auto/Orders/ByCountReducedBycompany}; what has the same name is the same.
   */
  public String name() {
    String by = fields.stream().map(AutoDefinition::inName).collect(Collectors.joining("And"));
    String of = "Auto/" + (isOfAll(collection) ? "AllDocs" : collection);
    return reduce == null ? of + (by.isEmpty() ? "" : "/By" + by) : of + "/" + reduced(reduce, by);
  }

  private static String reduced(AutoReduce reduce, String fields) {
    String aggregates = String.join("And", reduce.aggregates());
    String keys = reduce.keys().stream().map(GroupPath::name).collect(Collectors.joining("And"));
    return (aggregates.isEmpty() ? "" : "By" + aggregates)
        + "ReducedBy"
        + keys
        + (fields.isEmpty() ? "" : "And" + fields);
  }

  /** Whether a query may name a field of it. */
  boolean holds(AutoField field) {
    boolean ofResult =
        reduce != null
            && field.way() == AutoField.Way.PLAIN
            && reduce.names().contains(field.path());
    return ofResult || fields.contains(field);
  }

  /** Whether the documents of all collections are meant. */
  public static boolean isOfAll(String collection) {
    return collection.equals(ALL);
  }

  /** The same for people. */
  public AutoIndexSource source() {
    AutoIndexSource source = new AutoIndexSource();
    source.collection = collection;
    if (reduce != null) {
      reduce.keys().forEach(key -> source.groupedBy.put(key.name(), key.arrays()));
      source.count = reduce.counts() ? reduce.countName() : null;
      source.sums = reduce.sums().stream().map(reduce::sumName).toList();
    }
    return source;
  }

  private static String inName(AutoField field) {
    String name = field.name();
    boolean function = field.way() != AutoField.Way.PLAIN;
    return function ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) : name;
  }

  /** Whether it answers whatever the other one does. */
  public boolean covers(AutoDefinition other) {
    return isOfSame(other)
        && fields.containsAll(other.fields)
        && (reduce == null || other.reduce == null || reduce.covers(other.reduce));
  }

  /** What it lacks to answer what the other one does; empty: nothing. */
  public Optional<String> lack(AutoDefinition other) {
    if (!Folding.fold(collection).equals(Folding.fold(other.collection))) {
      return Optional.of("It is of " + collection + ", not of " + other.collection + ".");
    }
    if (!isOfSame(other)) {
      return Optional.of("It does not put documents together in the same way.");
    }
    SortedSet<AutoField> missing = new TreeSet<>(other.fields);
    missing.removeAll(fields);
    if (!missing.isEmpty()) {
      return Optional.of(
          "It does not hold "
              + missing.stream().map(AutoField::name).collect(Collectors.joining(", "))
              + ".");
    }
    return covers(other)
        ? Optional.empty()
        : Optional.of("It does not count or add up all that the query asks for.");
  }

  /** Whether both are of the same collection, and of the same groups if of any. */
  public boolean isOfSame(AutoDefinition other) {
    return Folding.fold(collection).equals(Folding.fold(other.collection))
        && keys(reduce).equals(keys(other.reduce));
  }

  private static Set<GroupPath> keys(@Nullable AutoReduce reduce) {
    return reduce == null ? Set.of() : reduce.keys();
  }

  /** The one that answers what either does. */
  public AutoDefinition with(AutoDefinition other) {
    SortedSet<AutoField> both = new TreeSet<>(fields);
    both.addAll(other.fields);
    AutoReduce wider = reduce == null || other.reduce == null ? reduce : reduce.with(other.reduce);
    return new AutoDefinition(collection, both, wider);
  }
}
