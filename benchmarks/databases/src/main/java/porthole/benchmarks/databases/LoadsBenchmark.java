// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.databases;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import porthole.benchmarks.harness.BenchServer;
import porthole.benchmarks.harness.Clock;

/** How requests to one database fare while another one is loading, and without that. */
public final class LoadsBenchmark {
  private static final String OTHER = "other";
  private static final String SLOW = "slow";
  private static final int DOCUMENTS = 1_000;
  private static final int READERS = 4;
  private static final int WRITERS = 2;
  private static final int WAITING = 8;
  private static final long PATIENCE_MILLIS = 2_000;

  private final Options options;
  private final Client client;
  private final Path scratch;
  private final LoadsReport report = new LoadsReport();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private LoadsBenchmark(Options options, BenchServer server) throws IOException {
    this.options = options;
    client = new Client(server);
    scratch = server.directory();
  }

  /** Measures and writes down what came of it. */
  public static void main(String[] arguments) throws IOException {
    Path clone = Path.of(System.getProperty("porthole.root"));
    Options options = new Options(clone);
    options.readOrExit(arguments);
    PrintStream out = System.out;
    Path scratch = Files.createTempDirectory("porthole-loads");
    Results results = new Results("loads", clone, options, scratch);
    BenchServer.Plan plan =
        new BenchServer.Plan(
            clone.resolve("runtime/target/dist"), options.jdkHome, List.of(), List.of());
    try (BenchServer server = BenchServer.start(plan, scratch)) {
      LoadsBenchmark benchmark = new LoadsBenchmark(options, server);
      benchmark.run(out);
      results.write(benchmark.report.text(options));
    }
  }

  private void run(PrintStream out) throws IOException {
    client.create(OTHER);
    client.fill(OTHER, DOCUMENTS);
    client.create(SLOW);
    client.fill(SLOW, 1);
    client.unload(SLOW);
    // The first ones are slow however it is: a JVM warms up.
    window(true);
    window(false);
    report.forget();
    for (int round = 0; round < options.rounds; round++) {
      out.println("round " + (round + 1) + " of " + options.rounds);
      window(round % 2 == 0);
      window(round % 2 != 0);
    }
    threads.shutdown();
  }

  private void window(boolean withLoad) throws IOException {
    if (!withLoad) {
      measure(false);
      return;
    }
    SlowLoad load = new SlowLoad(client.directory(SLOW), scratch);
    measure(true);
    load.release();
    while (client.readPatiently(SLOW, PATIENCE_MILLIS).statusCode() != 200) {
      Clock.rest(100);
    }
    client.unload(SLOW);
  }

  private void measure(boolean withLoad) {
    long deadline = Clock.nanos() + options.seconds * 1_000_000_000L;
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    if (withLoad) {
      for (int i = 0; i < WAITING; i++) {
        waiting.add(CompletableFuture.runAsync(() -> waitForSlow(deadline), threads));
      }
    }
    List<Worker> readers = start(READERS, number -> client.read(OTHER, number), deadline, waiting);
    List<Worker> writers = start(WRITERS, number -> client.write(OTHER, number), deadline, waiting);
    waiting.forEach(CompletableFuture::join);
    readers.forEach(reader -> report.add("read", withLoad, reader.milliseconds()));
    writers.forEach(writer -> report.add("write", withLoad, writer.milliseconds()));
  }

  private List<Worker> start(
      int count, IntConsumer request, long deadline, List<CompletableFuture<Void>> ends) {
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Worker worker = new Worker(request, DOCUMENTS, deadline, i);
      workers.add(worker);
      ends.add(CompletableFuture.runAsync(worker, threads));
    }
    return workers;
  }

  // The last one is not begun when it would outlast the window.
  private void waitForSlow(long deadline) {
    while (Clock.nanos() + PATIENCE_MILLIS * 1_000_000 < deadline) {
      long begin = Clock.nanos();
      HttpResponse<String> answer = client.readPatiently(SLOW, PATIENCE_MILLIS);
      double milliseconds = (Clock.nanos() - begin) / 1e6;
      boolean hasLog = answer.body().contains("opening ");
      report.refused(answer.statusCode(), hasLog, milliseconds);
    }
  }
}
