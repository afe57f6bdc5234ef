// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import porthole.benchmarks.harness.MarkdownTable;
import porthole.benchmarks.harness.Statistics;
import porthole.benchmarks.indexing.peer.IndexedOrders;

/** What came out where documents are written, for people. */
final class WriteReports {
  private WriteReports() {}

  /** How long writes took to be seen. */
  static String visible(List<VisiblePart.Sample> samples) {
    MarkdownTable table =
        new MarkdownTable(
            "ms from acknowledged to found", "median", "99th percentile", "writes", "others' a s");
    for (boolean loaded : new boolean[] {false, true}) {
      for (String peer : List.of(Peer.PORTHOLE, Peer.RAW)) {
        List<VisiblePart.Sample> some =
            samples.stream()
                .filter(one -> one.loaded() == loaded && one.peer().equals(peer))
                .toList();
        int count = some.stream().mapToInt(one -> one.nanos().count()).sum();
        table.row(
            (loaded ? "under load: " : "at rest: ") + peer,
            decimal(of(some, one -> one.nanos().median() / 1e6).median()),
            decimal(of(some, one -> one.nanos().quantile(0.99) / 1e6).median()),
            Integer.toString(count),
            whole(of(some, VisiblePart.Sample::writes).median()));
      }
    }
    return table.toString();
  }

  /** How many writes there were beside so many indexes. */
  static String writes(List<WritePart.Sample> samples) {
    MarkdownTable table =
        new MarkdownTable("writes a second", "median", "min", "max", "indexes had it all after, s");
    for (String peer : List.of(Peer.PORTHOLE, Peer.POSTGRES, Peer.RAW)) {
      for (int indexes : IndexedOrders.COUNTS) {
        List<WritePart.Sample> some =
            samples.stream()
                .filter(one -> one.indexes() == indexes && one.peer().equals(peer))
                .toList();
        Statistics perSecond = of(some, WritePart.Sample::perSecond);
        if (!some.isEmpty()) {
          table.row(
              indexes + (indexes == 1 ? " index: " : " indexes: ") + peer,
              whole(perSecond.median()),
              whole(perSecond.min()),
              whole(perSecond.max()),
              decimal(of(some, WritePart.Sample::lagSeconds).median()));
        }
      }
    }
    return table.toString();
  }

  private static <T> Statistics of(List<T> samples, ToDoubleFunction<T> figure) {
    return Statistics.of(samples.stream().map(figure::applyAsDouble).toList());
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
