// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import porthole.benchmarks.harness.Command;
import porthole.benchmarks.harness.Folders;
import porthole.benchmarks.harness.MachineFacts;
import porthole.benchmarks.harness.Ran;
import porthole.benchmarks.harness.ResultFiles;

/** The program: measures, and writes down what came out. */
public final class CaptureBenchmark {
  private static final long SEED = 20_261_122;

  private final Options options;
  private final Places places;
  private final ResultFiles files;
  private final List<Sample> samples = new ArrayList<>();
  private final CaptureReport report;

  private CaptureBenchmark(Options options, Places places) {
    this.options = options;
    this.places = places;
    files = new ResultFiles("capture", options);
    Map<String, String> facts = MachineFacts.of(places.root(), places.jdkHome(), places.scratch());
    facts.put("order of windows", "drawn with the seed " + SEED);
    this.report = new CaptureReport(files.day(), facts);
  }

  /** The system property {@code porthole.root} is the root of the sources. */
  public static void main(String[] arguments) throws Exception {
    Path clone = Path.of(System.getProperty("porthole.root")).toAbsolutePath();
    Options options = new Options(clone);
    options.readOrExit(arguments);
    Path scratch = Folders.emptied(clone.resolve("benchmarks/capture/target/scratch"));
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
      files.write("-loss.csv", RawResults.windows(windows));
      files.write(".md", report.toString());
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
    files.write(".csv", RawResults.samples(samples));
    files.write(".md", report.toString());
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

  private static void say(String line) {
    System.err.println(line);
  }
}
