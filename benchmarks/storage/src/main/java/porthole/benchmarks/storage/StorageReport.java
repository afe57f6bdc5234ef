// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import porthole.benchmarks.harness.MarkdownTable;
import porthole.benchmarks.harness.Statistics;

/** The result of a run, for people. */
final class StorageReport {
  private final StringBuilder text = new StringBuilder();
  private final List<Sample> samples;

  StorageReport(
      String date, Map<String, String> facts, List<Sample> samples, List<String> remarks) {
    this.samples = samples;
    text.append("# Writes and reads, ").append(date).append("\n\n");
    text.append("How to read this: `benchmarks/README.md`.\n\n");
    facts.forEach(
        (name, value) -> text.append("- ").append(name).append(": ").append(value).append('\n'));
    remarks.forEach(remark -> text.append("- ").append(remark).append('\n'));
    table("Single writes", Work.Kind.PUT);
    table("Batches", Work.Kind.BATCH);
    table("Point reads", Work.Kind.GET);
    text.append("\n## Goals\n\n").append(new Goals(samples).judge());
  }

  private void table(String title, Work.Kind kind) {
    text.append("\n## ").append(title).append("\n\n");
    MarkdownTable table =
        new MarkdownTable(
            "documents a second", "median", "min", "max", "CPU µs each, peer", "client");
    Set<Work> works = new LinkedHashSet<>();
    samples.stream()
        .map(Sample::work)
        .filter(work -> work.kind() == kind)
        .sorted(Work.ORDER)
        .forEach(works::add);
    for (Work work : works) {
      for (String peer : Goals.PEERS) {
        row(table, work, peer);
      }
    }
    text.append(table);
  }

  private void row(MarkdownTable table, Work work, String peer) {
    List<Window> windows =
        samples.stream()
            .filter(sample -> sample.work().equals(work) && sample.peer().equals(peer))
            .map(Sample::window)
            .toList();
    if (windows.isEmpty()) {
      return;
    }
    Statistics perSecond = of(windows, Window::perSecond);
    table.row(
        work + ": " + peer,
        whole(perSecond.median()),
        whole(perSecond.min()),
        whole(perSecond.max()),
        tenths(of(windows, Window::peerMicrosEach).median()),
        tenths(of(windows, Window::clientMicrosEach).median()));
  }

  private static Statistics of(List<Window> windows, ToDoubleFunction<Window> figure) {
    return Statistics.of(windows.stream().map(figure::applyAsDouble).toList());
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
