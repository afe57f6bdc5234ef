// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import porthole.benchmarks.harness.MarkdownTable;
import porthole.benchmarks.harness.Statistics;
import porthole.benchmarks.indexing.QueryPart.Sample;
import porthole.benchmarks.indexing.peer.Question.Kind;

/** What answers took, for people. */
final class QueryReport {
  private static final List<String> PEERS = List.of(Peer.PORTHOLE, Peer.RAW, Peer.POSTGRES);

  private final List<Sample> samples;

  QueryReport(List<Sample> samples) {
    this.samples = samples;
  }

  @Override
  public String toString() {
    MarkdownTable table =
        new MarkdownTable(
            "ms", "median", "min", "max", "99th percentile", "answers a second", "CPU µs each");
    for (Kind kind : Kind.values()) {
      for (int clients :
          samples.stream().map(one -> one.turn().clients()).distinct().sorted().toList()) {
        for (String peer : PEERS) {
          row(table, kind, clients, peer);
        }
      }
    }
    return table.toString();
  }

  private void row(MarkdownTable table, Kind kind, int clients, String peer) {
    List<Sample> some =
        samples.stream()
            .filter(one -> one.turn().kind() == kind && one.turn().clients() == clients)
            .filter(one -> one.turn().peer().name().equals(peer))
            .toList();
    if (some.isEmpty()) {
      return;
    }
    Statistics medians = of(some, Sample::p50);
    table.row(
        QueryPart.name(kind) + ", " + clients + (clients == 1 ? " client: " : " clients: ") + peer,
        millis(medians.median()),
        millis(medians.min()),
        millis(medians.max()),
        millis(of(some, Sample::p99).median()),
        whole(of(some, Sample::perSecond).median()),
        whole(of(some, Sample::cpuMicros).median()));
  }

  private static Statistics of(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return Statistics.of(samples.stream().map(figure::applyAsDouble).toList());
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** Every window by itself, as comma-separated values. */
  static String csv(List<Sample> samples) {
    StringBuilder text =
        new StringBuilder("kind,clients,peer,round,answers_per_second,p50_ms,p99_ms,cpu_us\n");
    for (Sample sample : samples) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%d,%s,%d,%.1f,%.4f,%.4f,%.1f%n",
              QueryPart.name(sample.turn().kind()),
              sample.turn().clients(),
              sample.turn().peer().name(),
              sample.round(),
              sample.perSecond(),
              sample.p50(),
              sample.p99(),
              sample.cpuMicros()));
    }
    return text.toString();
  }
}
