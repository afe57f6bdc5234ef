// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import porthole.benchmarks.harness.PostgresCluster;
import porthole.benchmarks.harness.ProcessCpu;
import porthole.benchmarks.harness.Program;
import porthole.benchmarks.indexing.peer.PostgresFront;
import porthole.benchmarks.indexing.peer.RawLucene;

/** What Porthole is measured beside, started when it is asked for. */
final class Peers implements AutoCloseable {
  private static final String CONNECTIONS = "32";

  private interface Closing {
    void close() throws IOException;
  }

  private final Places places;
  private final Options options;
  private final List<String> remarks = new ArrayList<>();
  private final Deque<Closing> closings = new ArrayDeque<>();
  private final List<Peer> serving = new ArrayList<>();
  private final Program raw;

  Peers(Places places, Options options) throws IOException {
    this.places = places;
    this.options = options;
    List<String> command =
        places.java(
            RawLucene.class,
            places.folder("raw").toString(),
            options.data.toString(),
            Integer.toString(options.documents));
    raw = new Program(Peer.RAW, command, places.scratch().resolve("raw.errors"));
    closings.push(raw::close);
  }

  /** Lucene, to build indexes. */
  Program raw() {
    return raw;
  }

  /** What is left out, and why. */
  List<String> remarks() {
    return remarks;
  }

  /** Those that serve the cities. */
  List<Peer> serving() throws IOException, InterruptedException {
    if (serving.isEmpty()) {
      URI url = URI.create(raw.ask("serve"));
      serving.add(Peer.other(Peer.RAW, url, () -> ProcessCpu.nanos(raw.handle())));
      Optional<Path> binaries = PostgresCluster.binaries();
      if (options.leftOut.contains("postgres")) {
        remarks.add("PostgreSQL is left out, as asked.");
      } else if (binaries.isEmpty()) {
        remarks.add("PostgreSQL is left out: it is not installed.");
      } else {
        serving.add(postgres(binaries.get()));
      }
    }
    return serving;
  }

  private Peer postgres(Path binaries) throws IOException, InterruptedException {
    PostgresCluster cluster = new PostgresCluster(places.scratch().resolve("postgres"), binaries);
    closings.push(cluster::close);
    List<String> command =
        places.java(
            PostgresFront.class,
            cluster.url(),
            CONNECTIONS,
            options.data.toString(),
            Integer.toString(options.documents));
    Program front =
        new Program(Peer.POSTGRES, command, places.scratch().resolve("postgres.errors"));
    closings.push(front::close);
    return Peer.other(
        Peer.POSTGRES,
        URI.create(front.line()),
        () -> ProcessCpu.nanos(front.handle()) + cluster.cpuNanos());
  }

  @Override
  public void close() throws IOException {
    while (!closings.isEmpty()) {
      closings.pop().close();
    }
  }
}
