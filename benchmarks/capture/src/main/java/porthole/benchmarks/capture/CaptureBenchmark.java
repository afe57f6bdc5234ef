// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

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
import porthole.benchmarks.harness.Command;
import porthole.benchmarks.harness.MachineFacts;
import porthole.benchmarks.harness.Ran;

/** The program: measures, and writes down what came out. */
public final class CaptureBenchmark {
  private static final long SEED = 20_261_122;

  private final Options options;
  private final Places places;
  private final List<Sample> samples = new ArrayList<>();
  private final CaptureReport report;

  private CaptureBenchmark(Options options, Places places) {
    this.options = options;
    this.places = places;
    Map<String, String> facts = MachineFacts.of(places.root(), places.jdkHome(), places.scratch());
    facts.put("order of windows", "drawn with the seed " + SEED);
    this.report = new CaptureReport(today(), facts);
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
    Path scratch = emptied(clone.resolve("benchmarks/capture/target/scratch"));
    new CaptureBenchmark(
            options, new Places(clone, options.jdkHome, scratch, options.patienceSeconds))
        .run();
  }

  private void run() throws IOException, InterruptedException {
    List<Tool> tools = tools();
    for (int size : options.sizes) {
      measure(new Target.Shape(size, 0), tools);
      measure(new Target.Shape(size, options.busy), tools);
    }
    if (options.groups > 0) {
      List<Loss.Window> windows = loss(new Target.Shape(200, options.busy));
      write("-loss.csv", RawResults.windows(windows));
      write(".md", report.toString());
    }
  }

  private List<Tool> tools() throws IOException, InterruptedException {
    Tools all = new Tools(places);
    List<Tool> tools =
        new ArrayList<>(
            List.of(
                all.nothing(),
                all.route(),
                all.helper(),
                all.commandLine(),
                all.inProcess(),
                all.jstack(),
                all.jcmd()));
    if (linkTracedHelper()) {
      tools.add(all.tracedHelper());
    }
    if (options.slowTools) {
      tools.add(all.jhsdb());
      tools.add(all.euStack());
    }
    return tools;
  }

  private boolean linkTracedHelper() throws IOException, InterruptedException {
    List<String> make =
        List.of(
            "make",
            "-s",
            "-C",
            places.shimSources().toString(),
            "OUT=" + places.built(),
            "NATIVE=" + places.helperObjects(),
            "traced-helper");
    Ran ran = new Command(make, Map.of(), places.scratch().resolve("make"), 60).run();
    if (ran.exitCode() != 0) {
      say("The helper's own account of its holds is not checked: it could not be linked anew.");
    }
    return ran.exitCode() == 0;
  }

  private void measure(Target.Shape shape, List<Tool> tools)
      throws IOException, InterruptedException {
    say(shape + " ...");
    try (Target target = Target.start(shape, places)) {
      Measuring measuring = new Measuring(target, tools, CaptureBenchmark::say);
      measuring.run(options.rounds, options.slowRounds);
      samples.addAll(measuring.samples());
      report.target(shape, measuring.samples(), measuring.remarks());
    }
    // Each time anew, so that what comes later cannot lose it.
    write(".csv", RawResults.samples(samples));
    write(".md", report.toString());
  }

  private List<Loss.Window> loss(Target.Shape shape) throws IOException, InterruptedException {
    say("throughput of " + shape + " ...");
    Tools all = new Tools(places);
    // Of its own, since the folder of the one before is used up.
    Path folder = places.scratch().resolve("loss");
    Places fresh = new Places(places.root(), places.jdkHome(), folder, places.patienceSeconds());
    try (Target target = Target.start(shape, fresh)) {
      Loss loss =
          new Loss(target, List.of(all.nothing(), all.route(), all.jstack()), new Random(SEED));
      loss.run(options.groups, options.windowSeconds);
      report.loss(shape, loss, options.windowSeconds);
      return loss.windows();
    }
  }

  private void write(String ending, String content) throws IOException {
    String name = today() + "-capture-jdk" + major() + ending;
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
