// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
    record Stored(String id, byte[] json) {}
    List<Stored> stored =
        lines.stream().map(line -> new Stored(line.id(), line.json().getBytes(UTF_8))).toList();
    return measure(stored, one -> Values.of(one.json()), Stored::id);
  }

  /** From values that were made of the JSON before. */
  String ofValues() throws IOException {
    record Parsed(String id, Map<String, @Nullable Object> values) {}
    List<Parsed> parsed = new ArrayList<>();
    for (DataSet.Line line : lines) {
      parsed.add(new Parsed(line.id(), Values.of(line.json().getBytes(UTF_8))));
    }
    return measure(parsed, Parsed::values, Parsed::id);
  }

  private interface Reading<T> {
    Map<String, @Nullable Object> values(T of) throws IOException;
  }

  private <T> String measure(List<T> documents, Reading<T> reading, Function<T, String> id)
      throws IOException {
    Path directory = Folders.emptied(folder.resolve(data.collection()));
    long cpu = NativeUsage.processNanos();
    long begin = Clock.nanos();
    try (RawIndex index = new RawIndex(directory, data.fields())) {
      int count = 0;
      for (T document : documents) {
        index.put(id.apply(document), reading.values(document), null);
        count++;
        if (count % BATCH == 0) {
          index.keepUp();
        }
      }
      index.refresh();
      long nanos = Clock.nanos() - begin;
      return count + " " + nanos + " " + (NativeUsage.processNanos() - cpu);
    }
  }
}
