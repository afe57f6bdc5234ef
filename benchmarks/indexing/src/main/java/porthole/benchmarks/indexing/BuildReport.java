// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import porthole.benchmarks.harness.MarkdownTable;
import porthole.benchmarks.harness.Statistics;
import porthole.benchmarks.indexing.peer.DataSet;

/** What building indexes came to, for people. */
final class BuildReport {
  private static final double GOAL = 70;

  private final List<Built> built;

  BuildReport(List<Built> built) {
    this.built = built;
  }

  @Override
  public String toString() {
    MarkdownTable table =
        new MarkdownTable("documents a second", "median", "min", "max", "CPU µs each");
    MarkdownTable goals = new MarkdownTable("goal", "measured", "");
    for (DataSet data : DataSet.ALL) {
      for (String by : BuildPart.BUILDERS) {
        Statistics perSecond = of(data, by, Built::perSecond);
        if (!perSecond.isEmpty()) {
          table.row(
              data.collection() + ": " + by,
              whole(perSecond.median()),
              whole(perSecond.min()),
              whole(perSecond.max()),
              String.format(Locale.ROOT, "%.1f", of(data, by, Built::microsEach).median()));
        }
      }
      for (String by : BuildPart.BUILDERS) {
        if (by.startsWith(Peer.PORTHOLE)) {
          judge(goals, data, by);
        }
      }
    }
    return table + "\n## Goals\n\n" + goals;
  }

  private void judge(MarkdownTable goals, DataSet data, String by) {
    double median = of(data, by, Built::perSecond).median();
    if (Double.isNaN(median)) {
      return;
    }
    double ofJson = 100 * median / of(data, BuildPart.RAW, Built::perSecond).median();
    double ofValues = 100 * median / of(data, BuildPart.RAW_VALUES, Built::perSecond).median();
    goals.row(
        data.collection() + ", " + by + ": at least 70 of 100 of raw Lucene of JSON",
        String.format(Locale.ROOT, "%.0f of 100 (of values: %.0f)", ofJson, ofValues),
        ofJson >= GOAL ? "reached" : "**not reached**");
  }

  private Statistics of(DataSet data, String by, ToDoubleFunction<Built> figure) {
    return Statistics.of(
        built.stream()
            .filter(one -> one.data().equals(data) && one.by().equals(by))
            .map(figure::applyAsDouble)
            .toList());
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /** Every figure by itself, as comma-separated values. */
  static String csv(List<Built> built) {
    StringBuilder text = new StringBuilder("data,by,round,documents,nanos,cpu_nanos\n");
    for (Built one : built) {
      text.append(one.data().collection()).append(",\"").append(one.by()).append("\",");
      text.append(one.round()).append(',').append(one.documents()).append(',');
      text.append(one.nanos()).append(',').append(one.cpuNanos()).append('\n');
    }
    return text.toString();
  }
}
