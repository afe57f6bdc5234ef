// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import porthole.benchmarks.harness.Clock;
import porthole.benchmarks.harness.Program;
import porthole.benchmarks.indexing.peer.DataSet;

/** Builds indexes of documents that are there, in turns with Lucene by itself. */
final class BuildPart {
  static final String AUTOMATIC = "Porthole, automatic";
  static final String STATIC = "Porthole, static";
  static final String RAW = "raw Lucene, of JSON";
  static final String RAW_VALUES = "raw Lucene, of values";
  static final List<String> BUILDERS = List.of(AUTOMATIC, STATIC, RAW, RAW_VALUES);

  private final Places places;
  private final Options options;
  private final Random random;
  private final List<Built> results = new ArrayList<>();

  BuildPart(Places places, Options options, Random random) {
    this.places = places;
    this.options = options;
    this.random = random;
  }

  List<Built> run(Porthole porthole, Program raw) throws IOException {
    // The first round is for what is compiled to be compiled.
    for (int round = 0; round <= options.rounds; round++) {
      measure(round, porthole, raw);
    }
    results.removeIf(built -> built.round() == 0);
    return results;
  }

  private void measure(int round, Porthole porthole, Program raw) throws IOException {
    for (DataSet data : DataSet.ALL) {
      List<String> order = new ArrayList<>(BUILDERS);
      Collections.shuffle(order, random);
      for (String by : order) {
        Built built =
            switch (by) {
              case RAW -> built(data, by, round, raw.ask("build " + data.collection() + " json"));
              case RAW_VALUES ->
                  built(data, by, round, raw.ask("build " + data.collection() + " values"));
              default -> ofPorthole(data, by, round, porthole);
            };
        results.add(built);
        places.say(
            String.format(
                Locale.ROOT,
                "round %d, %s, %s: %.0f/s, %.1f CPU µs each",
                round,
                data.collection(),
                by,
                built.perSecond(),
                built.microsEach()));
      }
    }
  }

  private static Built built(DataSet data, String by, int round, String said) {
    String[] figures = said.split(" ", 3);
    return new Built(
        data,
        by,
        round,
        Long.parseLong(figures[0]),
        Long.parseLong(figures[1]),
        Long.parseLong(figures[2]));
  }

  private static Built ofPorthole(DataSet data, String by, int round, Porthole porthole)
      throws IOException {
    String database = data.lowerName();
    porthole.forgetIndexes(database);
    long cpu = porthole.cpuNanos();
    long begin = Clock.nanos();
    if (by.equals(STATIC)) {
      porthole.define(database, data.definition());
      porthole.queryFresh(database, "from index '" + data.staticName() + "' limit 1");
    } else {
      porthole.queryFresh(database, data.queryOfAll());
    }
    long nanos = Clock.nanos() - begin;
    cpu = porthole.cpuNanos() - cpu;
    return new Built(data, by, round, porthole.documents(database), nanos, cpu);
  }
}
