// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;

/** A table of a report: the first column is text, the others are numbers. */
public final class MarkdownTable {
  private final List<String> lines = new ArrayList<>();
  private final int columns;

  public MarkdownTable(String... headings) {
    this.columns = headings.length;
    row(headings);
    lines.add("|---|" + "---:|".repeat(columns - 1));
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException when it has not one cell for each heading
   */
  public MarkdownTable row(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(cells.length + " cells for " + columns + " columns");
    }
    lines.add("| " + String.join(" | ", cells) + " |");
    return this;
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
