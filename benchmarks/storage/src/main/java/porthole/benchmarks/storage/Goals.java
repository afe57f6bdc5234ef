// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

import java.util.List;
import java.util.Locale;
import porthole.benchmarks.harness.MarkdownTable;
import porthole.benchmarks.harness.Statistics;

/** What Porthole wants of itself, beside what came out. */
final class Goals {
  static final String PORTHOLE = "Porthole";
  static final String RAW = "raw RocksDB";
  static final String DROP = "Jetty that drops";
  static final String POSTGRES = "PostgreSQL";
  static final List<String> PEERS = List.of(PORTHOLE, RAW, DROP, POSTGRES);

  private static final int CLIENTS = 64;

  private final List<Sample> samples;
  private final MarkdownTable table = new MarkdownTable("goal", "measured", "");

  Goals(List<Sample> samples) {
    this.samples = samples;
  }

  String judge() {
    for (Work work : works()) {
      switch (work.kind()) {
        case PUT -> {
          if (work.clients() == CLIENTS) {
            share(work, RAW, 50);
          }
          share(work, POSTGRES, 100);
        }
        case BATCH -> share(work, RAW, 60);
        case GET -> share(work, DROP, 70);
      }
    }
    return table.toString();
  }

  private List<Work> works() {
    return samples.stream().map(Sample::work).distinct().sorted(Work.ORDER).toList();
  }

  private void share(Work work, String of, int percent) {
    double ratio = 100 * median(work, PORTHOLE) / median(work, of);
    String goal = percent == 100 ? "ahead of " + of : "at least " + percent + " of 100 of " + of;
    table.row(
        work + ": " + goal,
        String.format(Locale.ROOT, "%.0f of 100", ratio),
        Double.isNaN(ratio) ? "not measured" : ratio >= percent ? "reached" : "**not reached**");
  }

  private double median(Work work, String peer) {
    return Statistics.of(
            samples.stream()
                .filter(sample -> sample.work().equals(work) && sample.peer().equals(peer))
                .map(sample -> sample.window().perSecond())
                .toList())
        .median();
  }
}
