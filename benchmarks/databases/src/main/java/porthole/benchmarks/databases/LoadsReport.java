// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.databases;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import porthole.benchmarks.harness.MarkdownTable;
import porthole.benchmarks.harness.Statistics;

/** What requests took, with and without a load in the background. Thread-safe. */
final class LoadsReport {
  private final Map<String, List<Double>> milliseconds = new TreeMap<>();
  private final Map<String, List<Double>> refusals = new TreeMap<>();

  synchronized void add(String operation, boolean withLoad, List<Double> times) {
    String row = operation + (withLoad ? ", one loads" : ", none loads");
    milliseconds.computeIfAbsent(row, any -> new ArrayList<>()).addAll(times);
  }

  synchronized void refused(int status, boolean hasLog, double time) {
    String row = status + (hasLog ? " with the load's log" : " without the load's log");
    refusals.computeIfAbsent(row, any -> new ArrayList<>()).add(time);
  }

  /** What came before does not count. */
  synchronized void forget() {
    milliseconds.clear();
    refusals.clear();
  }

  synchronized String text(Options options) {
    MarkdownTable others = new MarkdownTable("ms", "requests", "p50", "p90", "p99", "p99.9", "max");
    milliseconds.forEach((row, times) -> others.row(cells(row, times, 0.5, 0.9, 0.99, 0.999, 1)));
    MarkdownTable refused = new MarkdownTable("ms", "requests", "min", "p50", "max");
    refusals.forEach((row, times) -> refused.row(cells(row, times, 0, 0.5, 1)));
    return String.format(
        Locale.ROOT,
        "# Requests while another database loads%n%n"
            + "%d pairs of windows of %d s, in alternating order; in one of each pair the load of"
            + " another%n"
            + "database takes the whole window, and 8 clients wait for it, with a patience of"
            + " 2,000 ms. Always 4%n"
            + "clients that read and 2 that write single documents of 300 bytes, each one request"
            + " after the%n"
            + "other, from the same machine.%n%n%s%nRequests to the one that loads:%n%n%s",
        options.rounds,
        options.seconds,
        others,
        refused);
  }

  private static String[] cells(String row, List<Double> times, double... quantiles) {
    Statistics statistics = Statistics.of(times);
    List<String> cells = new ArrayList<>(List.of(row, Integer.toString(statistics.count())));
    for (double quantile : quantiles) {
      cells.add(String.format(Locale.ROOT, "%.2f", statistics.quantile(quantile)));
    }
    return cells.toArray(String[]::new);
  }
}
