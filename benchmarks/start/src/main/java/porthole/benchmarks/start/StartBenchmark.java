// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import porthole.benchmarks.harness.Command;
import porthole.benchmarks.harness.MachineFacts;
import porthole.benchmarks.harness.Ran;
import porthole.benchmarks.harness.ResultFiles;

/** The program: measures, and writes down what came out. */
public final class StartBenchmark {
  private static final long SEED = 20_261_122;
  private static final String LIST = "/databases?start=0&pageSize=1";
  private static final int PREPARE_SECONDS = 120;

  private final Options options;
  private final Path clone;
  private final Path plain;
  private final Path prepared;
  private final List<Start> starts = new ArrayList<>();
  private final List<Listing> listings = new ArrayList<>();
  private final List<SmallProfile> small = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  private StartBenchmark(Options options, Path clone) {
    this.options = options;
    this.clone = clone;
    plain = options.scratch.resolve("plain");
    prepared = options.scratch.resolve("prepared");
  }

  /** The system property {@code porthole.root} is the root of the sources. */
  public static void main(String[] arguments) throws Exception {
    Path clone = Path.of(System.getProperty("porthole.root")).toAbsolutePath();
    Options options = new Options(clone);
    options.readOrExit(arguments);
    new StartBenchmark(options, clone).run();
  }

  private void run() throws IOException, InterruptedException {
    prepare();
    for (int databases : options.databases) {
      say("filling a data directory with " + databases + " databases");
      Population.fill(data(databases), databases, command(prepared), options.jdkHome);
    }
    Map<String, String> facts = MachineFacts.of(clone, options.jdkHome, options.scratch);
    facts.put("rounds", options.rounds + ", in an order drawn with the seed " + SEED);
    measureStarts();
    for (int databases : options.databases) {
      say("listing " + databases + " databases");
      try (TimedServer server = server(prepared, databases)) {
        server.untilOk(LIST);
        listings.add(Listing.of(server, databases, options.jdkHome));
      }
    }
    measureSmall();
    write(facts);
  }

  /** Two copies of the distribution, of which one has an archive. */
  private void prepare() throws IOException, InterruptedException {
    Files.createDirectories(options.scratch);
    for (Path copy : List.of(plain, prepared)) {
      ran(List.of("rm", "-rf", copy.toString()));
      ran(List.of("cp", "-a", clone.resolve("runtime/target/dist").toString(), copy.toString()));
      ran(List.of("rm", "-rf", copy.resolve("archive").toString()));
    }
    ran(List.of(prepared.resolve("bin/porthole").toString(), "prepare"));
  }

  private void ran(List<String> words) throws IOException, InterruptedException {
    Map<String, String> environment = Map.of("JAVA_HOME", options.jdkHome.toString());
    Path output = options.scratch.resolve("said");
    Ran ran = new Command(words, environment, output, PREPARE_SECONDS).run();
    if (ran.exitCode() != 0) {
      throw new IOException(words + " failed: " + Files.readString(output));
    }
  }

  private Path data(int databases) {
    return options.scratch.resolve("data-" + databases);
  }

  private static List<String> command(Path dist) {
    return List.of(dist.resolve("bin/porthole").toString(), "run");
  }

  private TimedServer server(Path dist, int databases) throws IOException {
    return TimedServer.start(command(dist), options.jdkHome, data(databases));
  }

  /** One start to be measured, and how the server before it is to end. */
  private record Trial(Start.How how, int databases) {}

  private void measureStarts() throws IOException, InterruptedException {
    Random random = new Random(SEED);
    List<Trial> trials = new ArrayList<>();
    for (int databases : options.databases) {
      for (Start.How how : Start.How.values()) {
        trials.add(new Trial(how, databases));
      }
    }
    for (int round = 0; round < options.rounds; round++) {
      Collections.shuffle(trials, random);
      for (Trial trial : trials) {
        before(trial, round % 2 == 1);
        starts.add(measure(trial, round % 2 == 1));
      }
      say("starts: round " + (round + 1) + " of " + options.rounds);
    }
  }

  /** A server that used some of the databases, and ended in order or by a kill. */
  private void before(Trial trial, boolean kill) throws IOException, InterruptedException {
    TimedServer server = server(prepared, trial.databases());
    server.untilOk(LIST);
    for (int number = 0; number < Math.min(options.used, trial.databases()); number++) {
      server.ask("PUT", Population.document(number), "{\"Number\":" + number + "}");
    }
    if (kill) {
      server.kill();
    } else {
      server.close();
    }
  }

  private Start measure(Trial trial, boolean afterKill) throws IOException {
    Path dist = trial.how() == Start.How.PREPARED ? prepared : plain;
    try (TimedServer server = server(dist, trial.databases())) {
      double list = server.untilOk(LIST);
      double document = server.untilOk(Population.document(0));
      return new Start(
          trial.how(),
          trial.databases(),
          afterKill,
          list,
          document,
          server.cpuMillis(),
          server.residentMegabytes());
    }
  }

  private void measureSmall() throws IOException, InterruptedException {
    for (int databases :
        List.of(Collections.min(options.databases), Collections.max(options.databases))) {
      Optional<MemoryLimit> made = MemoryLimit.make(SmallProfile.LIMIT);
      if (made.isEmpty()) {
        remarks.add("The small profile is left out: no control group for memory can be made.");
        return;
      }
      say("the small profile with " + databases + " databases");
      try (MemoryLimit limit = made.get()) {
        List<String> command = new ArrayList<>(limit.wrapper());
        command.addAll(command(prepared));
        try (TimedServer server =
            TimedServer.start(command, options.jdkHome, data(databases), "--profile", "small")) {
          server.untilOk(LIST);
          small.add(SmallProfile.measure(server, limit, databases, options));
        }
      }
    }
  }

  private void write(Map<String, String> facts) throws IOException {
    ResultFiles files = new ResultFiles("start", options);
    StartReport report = new StartReport(files.day(), facts, remarks);
    report.starts(starts, options.databases);
    report.listings(listings);
    report.small(small, options.used);
    files.write(".md", report.toString());
  }

  private static void say(String line) {
    System.err.println(line);
  }
}
