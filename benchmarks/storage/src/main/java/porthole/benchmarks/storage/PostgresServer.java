// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import porthole.benchmarks.harness.PostgresCluster;

/** PostgreSQL behind a Jetty. */
final class PostgresServer implements HttpPeer.Server {
  private final PostgresCluster database;
  private final JettyServer front;

  /**
   * Makes a cluster and starts it.
   *
   * @param connections of the pool
   */
  PostgresServer(Places places, Path binaries, int connections)
      throws IOException, InterruptedException {
    database = new PostgresCluster(places.scratch().resolve("postgres"), binaries);
    try {
      List<String> words = List.of("postgres", database.url(), Integer.toString(connections));
      front = new JettyServer(places, words);
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  @Override
  public URI url() {
    return front.url();
  }

  @Override
  public long cpuNanos() {
    return front.cpuNanos() + database.cpuNanos();
  }

  @Override
  public void close() throws IOException {
    front.close();
    database.close();
  }
}
