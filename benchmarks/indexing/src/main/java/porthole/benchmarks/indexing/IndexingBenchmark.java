// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import porthole.benchmarks.harness.Folders;

/** The program: measures, and writes down what came out. */
public final class IndexingBenchmark {
  private static final long SEED = 20_261_122;

  private final Options options;
  private final Places places;

  private IndexingBenchmark(Options options, Places places) {
    this.options = options;
    this.places = places;
  }

  /** The system property {@code porthole.root} is the root of the sources. */
  public static void main(String[] arguments) throws Exception {
    Path clone = Path.of(System.getProperty("porthole.root")).toAbsolutePath();
    Options options = new Options(clone);
    options.readOrExit(arguments);
    Places places = new Places(clone, options.jdkHome, Folders.emptied(options.scratch));
    new IndexingBenchmark(options, places).run();
  }

  private void run() throws IOException {
    try (Porthole porthole = new Porthole(places.dist(), options, places.folder("porthole"))) {
      new BuildPart(places, options, new Random(SEED)).run(porthole);
    }
  }
}
