// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import porthole.benchmarks.harness.DiskSync;
import porthole.benchmarks.harness.Folders;
import porthole.benchmarks.harness.MachineFacts;
import porthole.benchmarks.harness.ResultFiles;
import porthole.benchmarks.indexing.peer.DataSet;
import porthole.benchmarks.indexing.peer.Question.Kind;

/** The program: measures, and writes down what came out, a report for each part. */
public final class IndexingBenchmark {
  private static final long SEED = 20_261_122;

  private final Options options;
  private final Places places;
  private final Map<String, String> facts;
  private final List<String> remarks = new ArrayList<>();
  private boolean failed;

  private IndexingBenchmark(Options options, Places places) throws IOException {
    this.options = options;
    this.places = places;
    facts = MachineFacts.of(places.root(), options.jdkHome, places.scratch());
    facts.put("disk sync before", DiskSync.text(DiskSync.measure(places.scratch())));
    facts.put("rounds", options.rounds + ", order drawn with the seed " + SEED);
  }

  /** The system property {@code porthole.root} is the root of the sources. */
  public static void main(String[] arguments) throws Exception {
    Path clone = Path.of(System.getProperty("porthole.root")).toAbsolutePath();
    Options options = new Options(clone);
    options.readOrExit(arguments);
    Places places = new Places(clone, options.jdkHome, Folders.emptied(options.scratch));
    IndexingBenchmark benchmark = new IndexingBenchmark(options, places);
    benchmark.run();
    if (!benchmark.failed) {
      Folders.emptied(places.scratch());
    }
    // The HTTP client's thread would live on.
    System.exit(benchmark.failed ? 1 : 0);
  }

  private void run() throws IOException, InterruptedException {
    try (Porthole porthole = new Porthole(places.dist(), options, places.folder("porthole"));
        Peers peers = new Peers(places, options)) {
      for (DataSet data : DataSet.ALL) {
        places.say("storing " + data.collection() + " ...");
        porthole.create(data.lowerName());
        porthole.fill(data.lowerName(), data, data.read(options.data, options.documents));
      }
      attempt("build", () -> build(porthole, peers));
      attempt("query", () -> query(porthole, peers));
      attempt("write", () -> write(porthole, peers));
      // Last, since it adds to the cities.
      attempt("visible", () -> visible(porthole, peers));
    }
  }

  private interface Part {
    void run() throws IOException, InterruptedException, ExecutionException;
  }

  /** What fails does not take the other parts along. */
  private void attempt(String name, Part part) throws InterruptedException {
    if (!options.parts.contains(name)) {
      return;
    }
    try {
      part.run();
    } catch (IOException | ExecutionException | RuntimeException e) {
      failed = true;
      places.say(name + " failed: " + e);
    }
  }

  private void build(Porthole porthole, Peers peers) throws IOException {
    List<Built> built = new BuildPart(places, options, new Random(SEED)).run(porthole, peers.raw());
    ResultFiles files = new ResultFiles("indexing", options);
    files.write(".csv", BuildReport.csv(built));
    write(files, "Building indexes", new BuildReport(built).toString());
  }

  private void query(Porthole porthole, Peers peers) throws IOException, InterruptedException {
    Random random = new Random(SEED);
    Questions questions =
        new Questions(DataSet.CITIES.read(options.data, options.documents), random);
    QueryPart part = new QueryPart(options, questions, kinds(porthole, questions), random);
    List<QueryPart.Sample> samples = part.run(all(porthole, peers), places);
    ResultFiles files = new ResultFiles("queries", options);
    files.write(".csv", QueryReport.csv(samples));
    write(files, "Queries", new QueryReport(samples) + "\n" + part.found());
  }

  private List<Peer> all(Porthole porthole, Peers peers) throws IOException, InterruptedException {
    porthole.queryFresh(DataSet.CITIES.lowerName(), DataSet.CITIES.queryOfAll());
    List<Peer> all = new ArrayList<>(List.of(Peer.of(porthole)));
    all.addAll(peers.serving());
    remarks.addAll(peers.remarks());
    return all;
  }

  /** Those that there is data for, and that this server answers; remarks on the others. */
  private List<Kind> kinds(Porthole porthole, Questions questions) throws IOException {
    List<Kind> kinds = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (!questions.has(kind)) {
        remarks.add(QueryPart.name(kind) + " is left out: no country has so many cities.");
        continue;
      }
      HttpResponse<String> answer = porthole.ask("cities", questions.of(kind).get(0));
      if (answer.statusCode() == 200) {
        kinds.add(kind);
      } else {
        remarks.add(
            QueryPart.name(kind) + " is left out: the server answers " + answer.statusCode() + ".");
      }
    }
    return kinds;
  }

  private void visible(Porthole porthole, Peers peers)
      throws IOException, InterruptedException, ExecutionException {
    List<Peer> both =
        all(porthole, peers).stream().filter(peer -> !peer.name().equals(Peer.POSTGRES)).toList();
    String report = WriteReports.visible(new VisiblePart(options).run(both, places));
    write(new ResultFiles("visibility", options), "From acknowledged to visible", report);
  }

  private void write(Porthole porthole, Peers peers) throws IOException, InterruptedException {
    WritePart part = new WritePart(options, new Random(SEED), porthole);
    List<WritePart.Sample> samples = part.run(all(porthole, peers), places);
    write(
        new ResultFiles("indexed-writes", options),
        "Writes beside indexes",
        WriteReports.writes(samples));
  }

  private void write(ResultFiles files, String title, String report) throws IOException {
    StringBuilder text = new StringBuilder("# " + title + ", " + files.day() + "\n\n");
    text.append("How to read this: `benchmarks/README.md`.\n\n");
    facts.forEach((name, value) -> text.append("- " + name + ": " + value + "\n"));
    remarks.stream().distinct().forEach(remark -> text.append("- " + remark + "\n"));
    files.write(".md", text + "\n" + report);
  }
}
