// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.value.Casts;
import porthole.indexing.internal.linq.value.Missing;
import porthole.indexing.internal.linq.value.Operators;
import porthole.indexing.internal.linq.value.Sequences;
import porthole.indexing.internal.linq.value.ValueException;

/** Methods of lists that sort them or take parts of them. */
final class Orders {

  static final Map<String, Method> ALL =
      Map.ofEntries(
          Map.entry("OrderBy", Method.of("f", (f, self, given) -> sorted(f, self, given, 1))),
          Map.entry(
              "OrderByDescending", Method.of("f", (f, self, given) -> sorted(f, self, given, -1))),
          Map.entry("ThenBy", Method.of("f", (f, self, given) -> resorted(f, self, given, 1))),
          Map.entry(
              "ThenByDescending", Method.of("f", (f, self, given) -> resorted(f, self, given, -1))),
          Map.entry("Reverse", Method.of("-", (f, self, given) -> reversed(f, self))),
          Map.entry("Take", Method.of("v", (f, self, given) -> part(f, self, 0, count(given)))),
          Map.entry(
              "Skip",
              Method.of("v", (f, self, given) -> part(f, self, count(given), Integer.MAX_VALUE))),
          Map.entry(
              "TakeWhile",
              Method.of("f", (f, self, given) -> part(f, self, 0, end(f, self, given)))),
          Map.entry(
              "SkipWhile",
              Method.of(
                  "f", (f, self, given) -> part(f, self, end(f, self, given), Integer.MAX_VALUE))),
          Map.entry("DefaultIfEmpty", Method.of("- v", Orders::orDefault)));

  private Orders() {}

  /** A sorted list that knows by what, so that it can be sorted further where that is the same. */
  private static final class Sorted extends ArrayList<@Nullable Object> {

    private static final long serialVersionUID = 1L;

    private final transient List<Keyed> rows;
    private final transient List<Integer> directions;

    Sorted(List<Keyed> rows, List<Integer> directions) {
      super(rows.size());
      this.rows = rows;
      this.directions = directions;
      rows.forEach(row -> add(row.element()));
    }
  }

  private record Keyed(@Nullable Object element, List<@Nullable Object> keys) {}

  private static List<@Nullable Object> sorted(
      Frame frame, @Nullable Object self, @Nullable Object[] given, int direction) {
    List<Keyed> rows = new ArrayList<>();
    Sequences.of(self).forEach(element -> rows.add(new Keyed(element, List.of())));
    return sorted(frame, rows, SequenceMethods.fn(given[0]), List.of(direction));
  }

  private static List<@Nullable Object> resorted(
      Frame frame, @Nullable Object self, @Nullable Object[] given, int direction) {
    if (!(self instanceof Sorted before)) {
      throw new ValueException("'OrderBy' was expected before 'ThenBy'.");
    }
    List<Integer> directions = new ArrayList<>(before.directions);
    directions.add(direction);
    return sorted(frame, before.rows, SequenceMethods.fn(given[0]), directions);
  }

  private static List<@Nullable Object> sorted(
      Frame frame, List<Keyed> source, Fn key, List<Integer> directions) {
    List<Keyed> rows = new ArrayList<>(source.size());
    for (Keyed row : source) {
      List<@Nullable Object> keys = new ArrayList<>(row.keys());
      keys.add(key.apply(frame, row.element()));
      rows.add(new Keyed(row.element(), keys));
    }
    rows.sort((a, b) -> compare(frame, a, b, directions));
    return new Sorted(rows, directions);
  }

  private static int compare(Frame frame, Keyed a, Keyed b, List<Integer> directions) {
    frame.step(1);
    for (int i = 0; i < directions.size(); i++) {
      int order = Operators.compare(a.keys().get(i), b.keys().get(i));
      if (order != 0) {
        return order * directions.get(i);
      }
    }
    return 0;
  }

  private static List<@Nullable Object> reversed(Frame frame, @Nullable Object self) {
    List<@Nullable Object> results = new ArrayList<>(Sequences.of(self));
    frame.step(results.size());
    Collections.reverse(results);
    return results;
  }

  private static int count(@Nullable Object[] given) {
    return Casts.cast(given[0], "int", false) instanceof Integer count ? Math.max(0, count) : 0;
  }

  private static List<@Nullable Object> part(
      Frame frame, @Nullable Object self, int skipped, int taken) {
    List<@Nullable Object> source = Sequences.of(self);
    int start = Math.min(skipped, source.size());
    int end = start + Math.min(taken, source.size() - start);
    frame.step(end - start);
    return new ArrayList<>(source.subList(start, end));
  }

  // Where the condition holds no more.
  private static int end(Frame frame, @Nullable Object self, @Nullable Object[] given) {
    int end = 0;
    for (Object element : Sequences.of(self)) {
      if (!SequenceMethods.fn(given[0]).holds(frame, element)) {
        return end;
      }
      end++;
    }
    return end;
  }

  private static List<@Nullable Object> orDefault(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    List<@Nullable Object> source = Sequences.of(self);
    if (!source.isEmpty()) {
      return source;
    }
    List<@Nullable Object> results = new ArrayList<>();
    results.add(given.length == 0 ? Missing.VALUE : given[0]);
    return results;
  }
}
