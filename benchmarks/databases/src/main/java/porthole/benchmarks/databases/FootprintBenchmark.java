// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.databases;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import porthole.benchmarks.harness.BenchServer;
import porthole.benchmarks.harness.Clock;
import porthole.benchmarks.harness.MarkdownTable;

/** What a small database costs while it is loaded: right after it was written to, and at rest. */
public final class FootprintBenchmark {
  private static final int BEFORE = 10;
  private static final int DOCUMENTS = 100;
  // Longer than a database rests before its last writes are moved to a file.
  private static final long REST_MILLIS = 50_000;
  // All of the heap is in memory from the start, so what grows is outside it.
  private static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

  private FootprintBenchmark() {}

  /** Measures and writes down what came of it. */
  public static void main(String[] arguments) throws IOException {
    Path clone = Path.of(System.getProperty("porthole.root"));
    Options options = new Options(clone);
    options.readOrExit(arguments);
    PrintStream out = System.out;
    Path scratch = Files.createTempDirectory("porthole-databases");
    Results results = new Results("databases", clone, options, scratch);
    BenchServer.Plan plan =
        new BenchServer.Plan(
            clone.resolve("runtime/target/dist"), options.jdkHome, HEAP, List.of());
    try (BenchServer server = BenchServer.start(plan, scratch)) {
      Client client = new Client(server);
      Path files = scratch.resolve("data/databases");
      make(client, 0, BEFORE);
      Footprint before = Footprint.of(server.pid(), options.jdkHome, files);
      make(client, BEFORE, options.databases);
      Footprint written = Footprint.of(server.pid(), options.jdkHome, files);
      out.println("written; resting");
      Clock.rest(REST_MILLIS);
      Footprint rested = Footprint.of(server.pid(), options.jdkHome, files);
      MarkdownTable table =
          new MarkdownTable("for each database", "memory KB", "heap KB", "files open", "disk KB");
      row(table, "just written", before, written, options.databases);
      row(table, "at rest", before, rested, options.databases);
      results.write(text(options, table));
    }
  }

  private static void make(Client client, int from, int count) {
    for (int i = from; i < from + count; i++) {
      client.create("db" + i);
      client.fill("db" + i, DOCUMENTS);
    }
  }

  private static void row(
      MarkdownTable table, String name, Footprint before, Footprint now, int databases) {
    table.row(
        name,
        kilobytes(now.memory() - before.memory(), databases),
        kilobytes(now.heap() - before.heap(), databases),
        String.format(Locale.ROOT, "%.1f", (double) (now.files() - before.files()) / databases),
        kilobytes(now.disk() - before.disk(), databases));
  }

  private static String kilobytes(long bytes, int databases) {
    return String.format(Locale.ROOT, "%.0f", bytes / 1024.0 / databases);
  }

  private static String text(Options options, MarkdownTable table) {
    return String.format(
        Locale.ROOT,
        "# What a small database costs%n%n"
            + "%d databases with 100 documents of 300 bytes each, stored over HTTP in one batch, all"
            + " loaded;%n"
            + "what the server takes more than with 10 of them. Memory is resident, anonymous and"
            + " outside the%n"
            + "heap, which is touched whole beforehand (`%s`); heap is live objects. *At rest*: %d s"
            + " later.%n%n%s%n"
            + "Goals: memory and heap together under 1 MB, files under 10.%n",
        options.databases,
        String.join(" ", HEAP),
        REST_MILLIS / 1_000,
        table);
  }
}
