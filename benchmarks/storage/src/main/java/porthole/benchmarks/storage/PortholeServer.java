// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import porthole.benchmarks.harness.BenchServer;
import porthole.benchmarks.harness.ProcessCpu;

/** The shipped server with one database. */
final class PortholeServer implements HttpPeer.Server {
  private static final String RECORD = "{\"DatabaseName\":\"bench\"}";

  private final BenchServer server;
  private final ProcessHandle process;

  PortholeServer(Places places, List<String> jvmOptions) throws IOException {
    Path directory = Files.createDirectories(places.scratch().resolve("porthole"));
    BenchServer.Plan plan =
        new BenchServer.Plan(places.dist(), places.jdkHome(), jvmOptions, List.of());
    server = BenchServer.start(plan, directory);
    process = ProcessHandle.of(server.pid()).orElseThrow();
    server.put("/admin/databases?name=bench", RECORD.getBytes(UTF_8));
  }

  @Override
  public URI url() {
    return server.url();
  }

  @Override
  public long cpuNanos() {
    return ProcessCpu.nanos(process);
  }

  @Override
  public void close() {
    server.close();
  }
}
