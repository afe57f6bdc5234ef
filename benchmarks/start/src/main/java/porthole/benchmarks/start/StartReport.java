// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.start;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import porthole.benchmarks.harness.MarkdownTable;
import porthole.benchmarks.harness.Statistics;

/** The result of a run, for people. */
final class StartReport {
  private final StringBuilder text = new StringBuilder();

  StartReport(String date, Map<String, String> facts, List<String> remarks) {
    text.append("# Starts and many databases, ").append(date).append("\n\n");
    text.append("How to read this: `benchmarks/README.md`.\n\n");
    facts.forEach(
        (name, value) -> text.append("- ").append(name).append(": ").append(value).append('\n'));
    remarks.forEach(remark -> text.append("- ").append(remark).append('\n'));
  }

  /** Times from the start of the process. */
  void starts(List<Start> starts, List<Integer> sizes) {
    text.append("\n## Start to the first 200, ms\n\n");
    MarkdownTable table =
        new MarkdownTable(
            "databases, start, after",
            "list",
            "min",
            "max",
            "document",
            "min",
            "max",
            "CPU",
            "MiB");
    for (int databases : sizes) {
      for (Start.How how : Start.How.values()) {
        for (boolean afterKill : new boolean[] {false, true}) {
          row(
              table,
              String.format(
                  Locale.ROOT, "%,d, %s, %s", databases, how, afterKill ? "kill -9" : "SIGTERM"),
              starts.stream()
                  .filter(start -> start.databases() == databases)
                  .filter(start -> start.how() == how && start.afterKill() == afterKill)
                  .toList());
        }
      }
    }
    text.append(table);
  }

  private static void row(MarkdownTable table, String name, List<Start> starts) {
    if (starts.isEmpty()) {
      return;
    }
    Statistics list = of(starts, Start::listMillis);
    Statistics document = of(starts, Start::documentMillis);
    table.row(
        name,
        whole(list.median()),
        whole(list.min()),
        whole(list.max()),
        whole(document.median()),
        whole(document.min()),
        whole(document.max()),
        whole(of(starts, Start::cpuMillis).median()),
        whole(of(starts, Start::residentMegabytes).median()));
  }

  private static Statistics of(List<Start> starts, ToDoubleFunction<Start> figure) {
    return Statistics.of(starts.stream().map(figure::applyAsDouble).toList());
  }

  /** Times of reports, and memory. */
  void listings(List<Listing> listings) {
    text.append("\n## Reports on databases of which none is loaded, ms\n\n");
    MarkdownTable table = new MarkdownTable("databases, report", "median", "p90", "max");
    for (Listing listing : listings) {
      listing
          .millis()
          .forEach(
              (report, millis) ->
                  table.row(
                      String.format(Locale.ROOT, "%,d: %s", listing.databases(), report),
                      hundredths(millis.median()),
                      hundredths(millis.p90()),
                      hundredths(millis.max())));
    }
    text.append(table).append("\n## Memory with none loaded, MiB\n\n");
    MarkdownTable memory = new MarkdownTable("databases", "heap in use", "resident");
    for (Listing listing : listings) {
      memory.row(
          String.format(Locale.ROOT, "%,d", listing.databases()),
          hundredths(listing.heapMegabytes()),
          whole(listing.residentMegabytes()));
    }
    text.append(memory);
  }

  /** What a control group counted. */
  void small(List<SmallProfile> runs, int used) {
    if (runs.isEmpty()) {
      return;
    }
    text.append("\n## --profile small in a control group of 512 MiB, ")
        .append(used)
        .append(" databases in use by turns\n\n");
    MarkdownTable table =
        new MarkdownTable("databases", "writes", "reads", "refused", "heap MiB", "peak MiB", "OOM");
    for (SmallProfile run : runs) {
      table.row(
          String.format(Locale.ROOT, "%,d", run.databases()),
          count(run.writes()),
          count(run.reads()),
          count(run.refused()),
          hundredths(run.heapMegabytes()),
          whole(run.counted().getOrDefault("peak", 0L) / (double) (1 << 20)),
          Long.toString(run.counted().getOrDefault("oom_kill", 0L)));
    }
    text.append(table).append("\nWhat the kernel counted, in bytes or times:\n\n");
    for (SmallProfile run : runs) {
      text.append("- ").append(run.databases()).append(": ").append(run.counted()).append('\n');
    }
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String hundredths(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
