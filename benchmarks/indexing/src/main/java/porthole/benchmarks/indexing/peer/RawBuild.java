// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import porthole.benchmarks.harness.Clock;
import porthole.benchmarks.harness.Folders;
import porthole.benchmarks.usage.NativeUsage;

/** Builds Lucene indexes as Porthole does: from one thread, refreshed and committed as often. */
final class RawBuild {
  private static final int BATCH = 256;
  private static final long REFRESH_NANOS = 200_000_000;
  private static final long COMMIT_NANOS = 3_000_000_000L;

  private final Path folder;
  private final DataSet data;
  private final List<DataSet.Line> lines;

  RawBuild(Path folder, DataSet data, List<DataSet.Line> lines) {
    this.folder = folder;
    this.data = data;
    this.lines = lines;
  }

  /** From JSON; says what it took, as {@code documents nanos cpuNanos}. */
  String ofJson() throws IOException {
    return measure(lines, line -> Values.of(line.json()), DataSet.Line::id);
  }

  /** From values that were made of the JSON before. */
  String ofValues() throws IOException {
    record Parsed(String id, Map<String, @Nullable Object> values) {}
    List<Parsed> parsed =
        lines.stream().map(line -> new Parsed(line.id(), Values.of(line.json()))).toList();
    return measure(parsed, Parsed::values, Parsed::id);
  }

  private <T> String measure(
      List<T> documents, Function<T, Map<String, @Nullable Object>> values, Function<T, String> id)
      throws IOException {
    Path directory = Folders.emptied(folder.resolve(data.collection()));
    long cpu = NativeUsage.processNanos();
    long begin = Clock.nanos();
    try (RawIndex index = new RawIndex(directory, data.fields())) {
      long refreshed = begin;
      long committed = begin;
      int count = 0;
      for (T document : documents) {
        index.put(id.apply(document), values.apply(document), null);
        count++;
        if (count % BATCH == 0 && Clock.nanos() - refreshed >= REFRESH_NANOS) {
          index.refresh();
          refreshed = Clock.nanos();
          if (refreshed - committed >= COMMIT_NANOS) {
            index.commit();
            committed = Clock.nanos();
          }
        }
      }
      index.refresh();
      long nanos = Clock.nanos() - begin;
      return count + " " + nanos + " " + (NativeUsage.processNanos() - cpu);
    }
  }
}
