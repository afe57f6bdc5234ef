// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import porthole.benchmarks.harness.MarkdownTable;
import porthole.benchmarks.harness.Statistics;

/** What Porthole wants of itself, for one target, beside what came out. */
final class Goals {
  private static final double MILLI = 1e6;
  private static final double MICRO = 1e3;

  private final List<Sample> samples;
  private final MarkdownTable table = new MarkdownTable("goal", "measured", "");

  /** Of the samples of one target. */
  Goals(List<Sample> samples) {
    this.samples = samples;
  }

  /**
   * The table.
   *
   * @param idle whether no thread of the target computes
   */
  String judge(boolean idle) {
    Statistics wall = of(Tools.ROUTE, Sample::wallNanos);
    goal(
        "at most 50 ms from request to JSON",
        figure("median %.1f ms, p90 %.1f", wall.median() / MILLI, wall.p90() / MILLI),
        wall.median() <= 50 * MILLI);
    Statistics holds = holds(Tools.ROUTE);
    goal(
        "a thread that is held, held at most 50 µs in the median",
        holds.isEmpty()
            ? "none was held"
            : figure("%.1f µs, of %d holds", holds.median() / MICRO, holds.count()),
        holds.isEmpty() || holds.median() <= 50 * MICRO);
    if (idle) {
      Statistics held = of(Tools.ROUTE, sample -> sample.freezes().threads());
      goal(
          "at most 7 threads held",
          figure("median %.0f, most %.0f", held.median(), held.max()),
          held.max() <= 7);
    }
    longestFreezes();
    Statistics jstack = of(Tools.JSTACK, Sample::wallNanos);
    goal(
        "faster than jstack",
        figure("median %.1f against %.1f ms", wall.median() / MILLI, jstack.median() / MILLI),
        wall.median() < jstack.median());
    return table.toString();
  }

  private void longestFreezes() {
    Statistics ours = of(Tools.ROUTE, sample -> sample.freezes().longestNanos());
    Statistics jhsdb = of(Tools.JHSDB, sample -> sample.freezes().longestNanos());
    goal(
        "longest freeze at least 1,000 times shorter than jhsdb's",
        figure("medians: %.1f µs against %.0f ms", ours.median() / MICRO, jhsdb.median() / MILLI)
            + times(jhsdb.median() / ours.median())
            + figure("; worst of ours %.1f µs", ours.max() / MICRO)
            + times(jhsdb.min() / ours.max()),
        jhsdb.median() >= 1_000 * ours.median());
    Statistics dump = of(Tools.IN_PROCESS, sample -> sample.freezes().longestNanos());
    goal(
        "longest freeze shorter than the safepoint of the in-process dump",
        figure(
            "medians: %.1f against %.1f µs; worst of ours %.1f",
            ours.median() / MICRO, dump.median() / MICRO, ours.max() / MICRO),
        ours.median() < dump.median());
  }

  /** The table for throughput. */
  static String judgeLoss(Statistics ours) {
    MarkdownTable table = new MarkdownTable("goal", "measured", "");
    double bound = ours.upperBound95();
    return table
        .row(
            "less than 2 of 100 lost to one capture a second",
            figure("upper 95 %% bound %.2f", bound),
            verdict(bound < 2, Double.isNaN(bound)))
        .toString();
  }

  /** Empty where nothing of ours was frozen. */
  private static String times(double ratio) {
    return Double.isFinite(ratio) ? figure(": %,.0f times", ratio) : "";
  }

  private void goal(String goal, String measured, boolean reached) {
    table.row(goal, measured, verdict(reached, measured.contains("NaN")));
  }

  private static String verdict(boolean reached, boolean unknown) {
    return unknown ? "not measured" : reached ? "reached" : "**not reached**";
  }

  private static String figure(String format, Object... figures) {
    return String.format(Locale.ROOT, format, figures);
  }

  private Statistics of(String tool, ToDoubleFunction<Sample> figure) {
    return Statistics.of(
        samples.stream()
            .filter(sample -> sample.key().tool().equals(tool))
            .map(figure::applyAsDouble)
            .toList());
  }

  private Statistics holds(String tool) {
    List<Long> holds = new ArrayList<>();
    samples.stream()
        .filter(sample -> sample.key().tool().equals(tool))
        .forEach(sample -> holds.addAll(sample.freezes().holds()));
    return Statistics.of(holds);
  }
}
