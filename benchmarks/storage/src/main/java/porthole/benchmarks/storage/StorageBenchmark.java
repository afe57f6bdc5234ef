// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import porthole.benchmarks.harness.DiskSync;
import porthole.benchmarks.harness.Folders;
import porthole.benchmarks.harness.MachineFacts;
import porthole.benchmarks.harness.PostgresCluster;
import porthole.benchmarks.harness.ResultFiles;
import porthole.benchmarks.harness.Statistics;

/** The program: measures, and writes down what came out. */
public final class StorageBenchmark {
  private static final long SEED = 20_261_122;

  private final Options options;
  private final Places places;
  private final ResultFiles files;
  private final List<Peer> peers = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  private StorageBenchmark(Options options, Places places) {
    this.options = options;
    this.places = places;
    files = new ResultFiles("storage", options);
  }

  /** The system property {@code porthole.root} is the root of the sources. */
  public static void main(String[] arguments) throws Exception {
    Path clone = Path.of(System.getProperty("porthole.root")).toAbsolutePath();
    Options options = new Options(clone);
    options.readOrExit(arguments);
    Places places =
        new Places(clone, options.jdkHome, Folders.emptied(options.scratch), Places.ownClassPath());
    new StorageBenchmark(options, places).run();
  }

  private void run() throws IOException, InterruptedException {
    Map<String, String> facts = MachineFacts.of(places.root(), places.jdkHome(), places.scratch());
    Statistics syncBefore = DiskSync.measure(places.scratch());
    Measuring measuring = new Measuring(peers, options, new Random(SEED), StorageBenchmark::say);
    try {
      start();
      measuring.run();
    } finally {
      for (Peer peer : peers) {
        peer.close();
      }
    }
    facts.put("disk sync before", DiskSync.text(syncBefore));
    facts.put("disk sync after", DiskSync.text(DiskSync.measure(places.scratch())));
    facts.put(
        "rounds",
        options.rounds
            + ", windows of "
            + options.windowSeconds
            + " s, order drawn with the seed "
            + SEED);
    files.write(".csv", RawResults.of(measuring.samples()));
    files.write(
        ".md", new StorageReport(files.day(), facts, measuring.samples(), remarks).toString());
    Folders.emptied(places.scratch());
  }

  private void start() throws IOException, InterruptedException {
    add(
        "porthole",
        () ->
            new HttpPeer(
                Goals.PORTHOLE,
                new PortholeServer(places, options.jvmOptions),
                new HttpPeer.Style(true, true, true, true)));
    add("raw", () -> new RawPeer(places));
    add(
        "drop",
        () ->
            new HttpPeer(
                Goals.DROP,
                new JettyServer(places, List.of("drop")),
                new HttpPeer.Style(true, false, false, false)));
    Path binaries = PostgresCluster.binaries().orElse(null);
    if (binaries == null) {
      remarks.add(
          "PostgreSQL is left out: it is not installed (Debian: apt-get install postgresql).");
    } else {
      add(
          "postgres",
          () ->
              new HttpPeer(
                  Goals.POSTGRES,
                  new PostgresServer(places, binaries, options.connections),
                  new HttpPeer.Style(false, true, false, false)));
    }
  }

  private interface Start {
    Peer now() throws IOException, InterruptedException;
  }

  private void add(String word, Start start) throws IOException, InterruptedException {
    if (options.leftOut.contains(word)) {
      remarks.add("Left out as asked: " + word + ".");
    } else {
      peers.add(start.now());
    }
  }

  private static void say(String line) {
    System.err.println(line);
  }
}
