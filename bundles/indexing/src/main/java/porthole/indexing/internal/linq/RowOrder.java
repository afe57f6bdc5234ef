// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.value.Operators;

/** Keeps a query's rows, each the values of its variables, and sorts them. */
final class RowOrder {
  private final List<Code> keys;
  private final List<Boolean> descending;
  private final int first;
  private final int count;

  RowOrder(List<Code> keys, List<Boolean> descending, int first, int count) {
    this.keys = keys;
    this.descending = descending;
    this.first = first;
    this.count = count;
  }

  /** Its variables and what it is sorted by. */
  record Row(@Nullable Object[] variables, @Nullable Object[] keys) {}

  /** The row that the variables are now. */
  Row row(Frame frame) {
    frame.step(count);
    @Nullable Object[] variables = new Object[count];
    for (int i = 0; i < count; i++) {
      variables[i] = frame.get(first + i);
    }
    @Nullable Object[] values = new Object[keys.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = keys.get(i).run(frame);
    }
    return new Row(variables, values);
  }

  List<Row> sorted(Frame frame, List<@Nullable Object> waiting) {
    List<Row> rows = new ArrayList<>();
    waiting.forEach(row -> rows.add((Row) row));
    rows.sort((a, b) -> compare(frame, a, b));
    return rows;
  }

  private int compare(Frame frame, Row a, Row b) {
    frame.step(1);
    for (int i = 0; i < keys.size(); i++) {
      int order = Operators.compare(a.keys()[i], b.keys()[i]);
      if (order != 0) {
        return descending.get(i) ? -order : order;
      }
    }
    return 0;
  }

  void restore(Frame frame, Row row) {
    for (int i = 0; i < count; i++) {
      frame.set(first + i, row.variables()[i]);
    }
  }
}
