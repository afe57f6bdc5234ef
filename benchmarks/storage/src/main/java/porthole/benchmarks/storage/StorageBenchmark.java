// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import porthole.benchmarks.harness.MachineFacts;
import porthole.benchmarks.harness.Statistics;

/** The program: measures, and writes down what came out. */
public final class StorageBenchmark {
  private static final long SEED = 20_261_122;

  private final Options options;
  private final Places places;
  private final List<Peer> peers = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  private StorageBenchmark(Options options, Places places) {
    this.options = options;
    this.places = places;
  }

  /** The system property {@code porthole.root} is the root of the sources. */
  public static void main(String[] arguments) throws Exception {
    Path clone = Path.of(System.getProperty("porthole.root")).toAbsolutePath();
    Options options;
    try {
      options = Options.parse(clone, List.of(arguments));
    } catch (IllegalArgumentException e) {
      say(e.getMessage() + ". See benchmarks/README.md.");
      System.exit(2);
      return;
    }
    Places places =
        new Places(clone, options.jdkHome, emptied(options.scratch), Places.ownClassPath());
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
    write(".csv", RawResults.of(measuring.samples()));
    write(".md", new StorageReport(today(), facts, measuring.samples(), remarks).toString());
    emptied(places.scratch());
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
    Path binaries = PostgresServer.binaries().orElse(null);
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

  private void write(String ending, String content) throws IOException {
    String name = today() + "-storage-jdk" + major() + ending;
    Path file = Files.createDirectories(options.results).resolve(name);
    Files.writeString(file, content, StandardCharsets.UTF_8);
    say("wrote " + file);
  }

  private String major() {
    return MachineFacts.jdk(places.jdkHome()).replaceFirst("[^0-9].*", "");
  }

  private static String today() {
    return LocalDate.now(ZoneOffset.UTC).toString();
  }

  private static void say(String line) {
    System.err.println(line);
  }

  private static Path emptied(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return Files.createDirectories(folder);
  }
}
