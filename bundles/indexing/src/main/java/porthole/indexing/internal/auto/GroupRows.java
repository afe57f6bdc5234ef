// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.auto;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.auto.GroupPath.Step;
import porthole.indexing.internal.function.Loader;
import porthole.indexing.internal.reduce.OutputMaker;
import porthole.indexing.internal.value.DocumentValues;
import porthole.indexing.internal.value.Paths;
import porthole.storage.api.StoredDocument;

/**
 * Makes rows of documents, which are then put together: one of each document, or one of each
 * element of the array that the keys go through.
 */
final class GroupRows implements OutputMaker {

  private enum Kind {
    KEY,
    WHOLE_KEY,
    SUM
  }

  /** What is left of the way to a value. */
  private record Column(String name, Kind kind, List<Step> steps) {

    /** The way to the first array that has to be gone through. */
    Optional<List<Step>> toArray() {
      for (int i = 0; i < steps.size() && kind == Kind.KEY; i++) {
        if (steps.get(i).each()) {
          return Optional.of(steps.subList(0, i + 1));
        }
      }
      return Optional.empty();
    }

    boolean goesThrough(List<Step> way) {
      return steps.size() >= way.size() && steps.subList(0, way.size()).equals(way);
    }

    Column after(List<Step> way) {
      return new Column(name, kind, steps.subList(way.size(), steps.size()));
    }
  }

  private final AutoReduce reduce;
  private final List<Column> columns = new ArrayList<>();

  GroupRows(AutoReduce reduce) {
    this.reduce = reduce;
    for (GroupPath key : reduce.keys()) {
      Kind kind = key.whole() ? Kind.WHOLE_KEY : Kind.KEY;
      columns.add(new Column(key.name(), kind, GroupPath.steps(key.path())));
    }
    for (String sum : reduce.sums()) {
      columns.add(new Column(reduce.sumName(sum), Kind.SUM, GroupPath.steps(sum)));
    }
  }

  @Override
  public List<Map<String, @Nullable Object>> outputs(StoredDocument document, Loader loader) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    columns.forEach(column -> row.put(column.name(), null));
    if (reduce.counts()) {
      row.put(reduce.countName(), 1L);
    }
    each(DocumentValues.of(document), columns, row, rows::add);
    return rows;
  }

  private static void each(
      @Nullable Object value,
      List<Column> columns,
      Map<String, @Nullable Object> row,
      Consumer<Map<String, @Nullable Object>> to) {
    Map<String, @Nullable Object> own = new LinkedHashMap<>(row);
    Optional<List<Step>> array =
        columns.stream().map(Column::toArray).flatMap(Optional::stream).findFirst();
    List<Column> further = new ArrayList<>();
    for (Column column : columns) {
      if (array.isPresent() && column.goesThrough(array.get())) {
        further.add(column.after(array.get()));
      } else {
        own.put(column.name(), value(column, value));
      }
    }
    if (array.isEmpty()) {
      to.accept(own);
    } else {
      Object elements = follow(value, array.get());
      if (elements instanceof List<?> list) {
        list.forEach(element -> each(element, further, own, to));
      } else if (elements != null) {
        each(elements, further, own, to);
      }
    }
  }

  private static @Nullable Object value(Column column, @Nullable Object from) {
    if (column.kind() == Kind.KEY) {
      return follow(from, column.steps());
    }
    List<@Nullable Object> values = new ArrayList<>();
    Paths.each(from, column.steps().stream().map(Step::name).toList(), values::add);
    return column.kind() == Kind.SUM ? GroupSums.sum(values) : values;
  }

  private static @Nullable Object follow(@Nullable Object from, List<Step> steps) {
    Object value = from;
    for (Step step : steps) {
      value = value instanceof Map<?, ?> object ? object.get(step.name()) : null;
    }
    return value;
  }
}
