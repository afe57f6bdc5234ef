// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.value.AnonymousObject;
import porthole.indexing.internal.linq.value.Equality;
import porthole.indexing.internal.linq.value.Sequences;
import porthole.indexing.internal.linq.value.Texts;

/** Methods of lists that give lists, or tell whether something is in one. */
final class SequenceMethods {

  static final Map<String, Method> ALL = all();

  private SequenceMethods() {}

  private static Map<String, Method> all() {
    Map<String, Method> all = new HashMap<>(Aggregates.ALL);
    all.putAll(Orders.ALL);
    all.put("Select", Method.of("f g", SequenceMethods::select));
    all.put("SelectMany", Method.of("f fg", SequenceMethods::selectMany));
    all.put("Where", Method.of("f g", SequenceMethods::where));
    all.put("GroupBy", Method.of("f ff", SequenceMethods::groupBy));
    all.put("ToDictionary", Method.of("f ff", SequenceMethods::toDictionary));
    all.put("Distinct", Method.of("-", (f, self, given) -> distinct(f, list(self))));
    all.put("Concat", Method.of("v", (f, self, given) -> concat(f, list(self), given[0])));
    all.put(
        "Union", Method.of("v", (f, self, given) -> distinct(f, concat(f, list(self), given[0]))));
    all.put("Intersect", Method.of("v", (f, self, given) -> common(f, self, given[0], true)));
    all.put("Except", Method.of("v", (f, self, given) -> common(f, self, given[0], false)));
    all.put("Contains", Method.of("v", SequenceMethods::contains));
    all.put("Zip", Method.of("vg", SequenceMethods::zip));
    all.put("Recurse", Method.of("f", (f, self, given) -> IndexMethods.recurse(f, self, given[0])));
    for (String copy : List.of("ToList", "ToArray", "AsEnumerable", "Cast", "ToHashSet")) {
      all.put(copy, Method.of("-", (f, self, given) -> list(self)));
    }
    return Map.copyOf(all);
  }

  static List<@Nullable Object> list(@Nullable Object self) {
    return Sequences.of(self);
  }

  static Fn fn(@Nullable Object argument) {
    if (argument instanceof Fn fn) {
      return fn;
    }
    throw new IllegalStateException("A signature lets no value through for a lambda.");
  }

  private static boolean isIndexed(Fn fn) {
    return fn.first() != fn.second();
  }

  private static List<@Nullable Object> select(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    Fn fn = fn(given[0]);
    List<@Nullable Object> source = list(self);
    List<@Nullable Object> results = new ArrayList<>(source.size());
    for (int i = 0; i < source.size(); i++) {
      Object element = source.get(i);
      results.add(isIndexed(fn) ? fn.apply(frame, element, i) : fn.apply(frame, element));
    }
    return results;
  }

  private static List<@Nullable Object> selectMany(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    Fn many = fn(given[0]);
    List<@Nullable Object> results = new ArrayList<>();
    for (Object element : list(self)) {
      for (Object each : list(many.apply(frame, element))) {
        frame.step(1);
        results.add(given.length == 1 ? each : fn(given[1]).apply(frame, element, each));
      }
    }
    return results;
  }

  private static List<@Nullable Object> where(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    Fn fn = fn(given[0]);
    List<@Nullable Object> source = list(self);
    List<@Nullable Object> results = new ArrayList<>();
    for (int i = 0; i < source.size(); i++) {
      if (isIndexed(fn)) {
        frame.set(fn.second(), i);
      }
      if (fn.holds(frame, source.get(i))) {
        results.add(source.get(i));
      }
    }
    return results;
  }

  private static List<@Nullable Object> groupBy(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    List<@Nullable Object> pairs = new ArrayList<>();
    frame.stepForObject(list(self).size());
    for (Object element : list(self)) {
      pairs.add(fn(given[0]).apply(frame, element));
      pairs.add(given.length == 1 ? element : fn(given[1]).apply(frame, element));
    }
    return Groups.ofPairs(pairs);
  }

  private static Map<String, @Nullable Object> toDictionary(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    List<@Nullable Object> source = list(self);
    frame.stepForObject(source.size());
    AnonymousObject results = new AnonymousObject(source.size());
    for (Object element : source) {
      String name = Texts.of(fn(given[0]).apply(frame, element));
      results.put(name, given.length == 1 ? element : fn(given[1]).apply(frame, element));
    }
    return results;
  }

  private static List<@Nullable Object> distinct(Frame frame, List<@Nullable Object> source) {
    frame.step(source.size());
    Set<Object> seen = new HashSet<>();
    List<@Nullable Object> results = new ArrayList<>();
    for (Object element : source) {
      if (seen.add(Equality.key(element))) {
        results.add(element);
      }
    }
    return results;
  }

  private static List<@Nullable Object> concat(
      Frame frame, List<@Nullable Object> self, @Nullable Object other) {
    List<@Nullable Object> results = new ArrayList<>(self);
    results.addAll(list(other));
    frame.step(results.size());
    return results;
  }

  private static Set<Object> keys(Frame frame, @Nullable Object values) {
    List<@Nullable Object> elements = list(values);
    frame.step(elements.size());
    Set<Object> keys = new HashSet<>();
    elements.forEach(element -> keys.add(Equality.key(element)));
    return keys;
  }

  private static List<@Nullable Object> common(
      Frame frame, @Nullable Object self, @Nullable Object other, boolean wanted) {
    Set<Object> keys = keys(frame, other);
    List<@Nullable Object> results = new ArrayList<>(distinct(frame, list(self)));
    results.removeIf(element -> keys.contains(Equality.key(element)) != wanted);
    return results;
  }

  private static boolean contains(Frame frame, @Nullable Object self, @Nullable Object[] given) {
    return keys(frame, self).contains(Equality.key(given[0]));
  }

  private static List<@Nullable Object> zip(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    List<@Nullable Object> left = list(self);
    List<@Nullable Object> right = list(given[0]);
    List<@Nullable Object> results = new ArrayList<>();
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      results.add(fn(given[1]).apply(frame, left.get(i), right.get(i)));
    }
    return results;
  }
}
