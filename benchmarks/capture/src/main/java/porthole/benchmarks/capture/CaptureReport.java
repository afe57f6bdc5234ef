// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import porthole.benchmarks.harness.MarkdownTable;
import porthole.benchmarks.harness.Statistics;

/** The result of a run, for people. */
final class CaptureReport {
  private static final double MILLI = 1e6;
  private static final double MICRO = 1e3;

  private final StringBuilder text = new StringBuilder();

  CaptureReport(String date, Map<String, String> facts) {
    text.append("# Captures, ").append(date).append("\n\n");
    text.append("How to read this: `benchmarks/README.md`.\n\n");
    facts.forEach(
        (name, value) -> text.append("- ").append(name).append(": ").append(value).append('\n'));
  }

  void target(Target.Shape shape, List<Sample> samples, List<String> remarks) {
    text.append("\n## ").append(shape).append("\n\n");
    Map<String, List<Sample>> byTool = byTool(samples);
    times(byTool);
    freezes(byTool);
    remarks.forEach(why -> text.append("- ").append(why).append('\n'));
    watched(byTool);
    if (shape.still() == 200) {
      text.append('\n').append(new Goals(samples).judge(shape.busy() == 0));
    }
  }

  private static Map<String, List<Sample>> byTool(List<Sample> samples) {
    return samples.stream()
        .collect(
            Collectors.groupingBy(
                sample -> sample.key().tool(), LinkedHashMap::new, Collectors.toList()));
  }

  private void times(Map<String, List<Sample>> byTool) {
    MarkdownTable table =
        new MarkdownTable(
            "milliseconds", "runs", "wall min", "median", "p90", "max", "CPU tool", "CPU server");
    byTool.forEach(
        (tool, samples) -> {
          Statistics wall = of(samples, Sample::wallNanos);
          table.row(
              tool,
              Integer.toString(samples.size()),
              millis(wall.min()),
              millis(wall.median()),
              millis(wall.p90()),
              millis(wall.max()),
              millis(of(samples, Sample::toolCpuNanos).median()),
              millis(of(samples, Sample::serverCpuNanos).median()));
        });
    text.append(table).append('\n');
  }

  private void freezes(Map<String, List<Sample>> byTool) {
    MarkdownTable table =
        new MarkdownTable(
            "microseconds",
            "longest freeze min",
            "median",
            "p90",
            "max",
            "one hold, median",
            "sum of freezes, median",
            "threads frozen, median",
            "most");
    byTool.forEach(
        (tool, samples) -> {
          if (tool.equals(Tools.COMMAND_LINE)) {
            return; // The helper's, which has a row; its own output does not tell.
          }
          Statistics longest = of(samples, sample -> sample.freezes().longestNanos());
          Statistics threads = of(samples, sample -> sample.freezes().threads());
          table.row(
              tool,
              micros(longest.min()),
              micros(longest.median()),
              micros(longest.p90()),
              micros(longest.max()),
              micros(holds(samples).median()),
              micros(of(samples, sample -> sample.freezes().sumNanos()).median()),
              String.format(Locale.ROOT, "%.0f", threads.median()),
              String.format(Locale.ROOT, "%.0f", threads.max()));
        });
    text.append(table).append('\n');
  }

  /** Whether the helper's own account of what it holds is right. */
  private void watched(Map<String, List<Sample>> byTool) {
    List<Sample> own = byTool.getOrDefault(Tools.HELPER, List.of());
    List<Sample> watched = byTool.getOrDefault(Tools.TRACED_HELPER, List.of());
    if (holds(own).isEmpty() || holds(watched).isEmpty()) {
      return;
    }
    text.append(
        String.format(
            Locale.ROOT,
            "Median hold by the helper's own account %s µs, by the shim's that looks on %s µs.%n",
            micros(holds(own).median()),
            micros(holds(watched).median())));
  }

  void loss(Target.Shape shape, Loss loss, int seconds) {
    List<Loss.Window> windows = loss.windows();
    text.append("\n## Throughput lost to one capture a second, ").append(shape).append("\n\n");
    MarkdownTable table =
        new MarkdownTable(
            "percent lost",
            "windows of " + seconds + " s",
            "mean",
            "median",
            "min",
            "max",
            "standard deviation",
            "lower 95 % bound",
            "upper 95 % bound");
    for (String tool : List.of(Tools.ROUTE, Tools.JSTACK)) {
      Statistics lost = Loss.percentLost(windows, tool);
      table.row(
          tool,
          Integer.toString(lost.count()),
          percent(lost.mean()),
          percent(lost.median()),
          percent(lost.min()),
          percent(lost.max()),
          percent(lost.standardDeviation()),
          percent(lost.lowerBound95()),
          percent(lost.upperBound95()));
    }
    text.append(table).append('\n');
    loss.failures().forEach(why -> text.append("- a capture failed, ").append(why).append('\n'));
    text.append(Goals.judgeLoss(Loss.percentLost(windows, Tools.ROUTE)));
  }

  private static Statistics of(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return Statistics.of(samples.stream().map(figure::applyAsDouble).toList());
  }

  private static Statistics holds(List<Sample> samples) {
    List<Long> holds = new ArrayList<>();
    samples.forEach(sample -> holds.addAll(sample.freezes().holds()));
    return Statistics.of(holds);
  }

  private static String millis(double nanos) {
    return number("%,.1f", nanos / MILLI);
  }

  private static String micros(double nanos) {
    return number("%,.1f", nanos / MICRO);
  }

  private static String percent(double value) {
    return number("%.2f", value);
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
