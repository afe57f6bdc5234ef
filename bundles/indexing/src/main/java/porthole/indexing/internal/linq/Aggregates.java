// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.value.Missing;
import porthole.indexing.internal.linq.value.Operators;
import porthole.indexing.internal.linq.value.ValueException;

/** Methods of lists that make one value of them. Null and missing values are not counted in. */
final class Aggregates {

  static final Map<String, Method> ALL =
      Map.ofEntries(
          Map.entry("Count", Method.of("- f", (f, self, given) -> some(f, self, given).size())),
          Map.entry(
              "LongCount",
              Method.of("- f", (f, self, given) -> (long) some(f, self, given).size())),
          Map.entry("Any", Method.of("- f", (f, self, given) -> !some(f, self, given).isEmpty())),
          Map.entry("All", Method.of("f", Aggregates::all)),
          Map.entry("Sum", Method.of("- f", Aggregates::sum)),
          Map.entry("Average", Method.of("- f", Aggregates::average)),
          Map.entry("Min", Method.of("- f", (f, self, given) -> best(f, self, given, -1))),
          Map.entry("Max", Method.of("- f", (f, self, given) -> best(f, self, given, 1))),
          Map.entry("First", Method.of("- f", (f, self, given) -> first(f, self, given, true))),
          Map.entry(
              "FirstOrDefault", Method.of("- f", (f, self, given) -> first(f, self, given, false))),
          Map.entry("Last", Method.of("- f", (f, self, given) -> last(f, self, given, true))),
          Map.entry(
              "LastOrDefault", Method.of("- f", (f, self, given) -> last(f, self, given, false))),
          Map.entry("Single", Method.of("- f", Aggregates::single)),
          Map.entry("SingleOrDefault", Method.of("- f", Aggregates::single)),
          Map.entry("ElementAt", Method.of("v", (f, self, given) -> Operators.at(self, given[0]))),
          Map.entry("Aggregate", Method.of("g vg", Aggregates::aggregate)));

  private Aggregates() {}

  private static List<@Nullable Object> some(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    List<@Nullable Object> source = SequenceMethods.list(self);
    if (given.length == 0) {
      return source;
    }
    List<@Nullable Object> results = new ArrayList<>();
    for (Object element : source) {
      if (SequenceMethods.fn(given[0]).holds(frame, element)) {
        results.add(element);
      }
    }
    return results;
  }

  private static boolean all(Frame frame, @Nullable Object self, @Nullable Object[] given) {
    return some(frame, self, given).size() == SequenceMethods.list(self).size();
  }

  // What is counted in.
  private static List<Object> values(Frame frame, @Nullable Object self, @Nullable Object[] given) {
    List<@Nullable Object> source = SequenceMethods.list(self);
    frame.step(source.size());
    List<Object> values = new ArrayList<>(source.size());
    for (Object element : source) {
      Object value =
          given.length == 0 ? element : SequenceMethods.fn(given[0]).apply(frame, element);
      if (value != null && value != Missing.VALUE) {
        values.add(value);
      }
    }
    return values;
  }

  private static @Nullable Object sum(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    return total(values(frame, self, given));
  }

  private static @Nullable Object total(List<Object> values) {
    Object total = values.isEmpty() || values.get(0) instanceof Number ? (Object) 0L : null;
    for (Object value : values) {
      total = total == null ? value : Operators.add(total, value);
    }
    if (total instanceof String) {
      throw new ValueException("texts cannot be summed up.");
    }
    return total;
  }

  private static @Nullable Object average(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    List<Object> values = values(frame, self, given);
    if (values.isEmpty()) {
      return null;
    }
    Object total = Operators.add(total(values), 0.0);
    return Operators.divide(total, (double) values.size());
  }

  private static @Nullable Object best(
      Frame frame, @Nullable Object self, @Nullable Object[] given, int direction) {
    Object best = null;
    for (Object value : values(frame, self, given)) {
      if (best == null || Operators.compare(value, best) * direction > 0) {
        best = value;
      }
    }
    return best;
  }

  private static @Nullable Object first(
      Frame frame, @Nullable Object self, @Nullable Object[] given, boolean needed) {
    for (Object element : SequenceMethods.list(self)) {
      if (given.length == 0 || SequenceMethods.fn(given[0]).holds(frame, element)) {
        return element;
      }
    }
    return none(needed);
  }

  private static @Nullable Object last(
      Frame frame, @Nullable Object self, @Nullable Object[] given, boolean needed) {
    List<@Nullable Object> found = some(frame, self, given);
    return found.isEmpty() ? none(needed) : found.get(found.size() - 1);
  }

  private static @Nullable Object none(boolean needed) {
    if (needed) {
      throw new ValueException("the list has no such element.");
    }
    return null;
  }

  private static @Nullable Object single(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    List<@Nullable Object> found = some(frame, self, given);
    if (found.size() > 1) {
      throw new ValueException("the list has " + found.size() + " such elements, not one.");
    }
    return found.isEmpty() ? null : found.get(0);
  }

  private static @Nullable Object aggregate(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    List<@Nullable Object> source = SequenceMethods.list(self);
    boolean seeded = given.length == 2;
    if (!seeded && source.isEmpty()) {
      return none(true);
    }
    Object total = seeded ? given[0] : source.get(0);
    for (Object element : source.subList(seeded ? 0 : 1, source.size())) {
      total = SequenceMethods.fn(given[given.length - 1]).apply(frame, total, element);
    }
    return total;
  }
}
