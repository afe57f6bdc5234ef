// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import porthole.benchmarks.harness.ProcessCpu;
import porthole.benchmarks.harness.Program;
import porthole.benchmarks.storage.peer.JettyPeer;

/** A Jetty with one handler. */
final class JettyServer implements HttpPeer.Server {
  private final Program program;
  private final URI url;

  /** What that program takes. */
  JettyServer(Places places, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(places.java(JettyPeer.class));
    command.addAll(arguments);
    String name = arguments.get(0);
    program = new Program(name, command, places.scratch().resolve(name + ".errors"));
    url = URI.create(program.line());
  }

  @Override
  public URI url() {
    return url;
  }

  @Override
  public long cpuNanos() {
    return ProcessCpu.nanos(program.handle());
  }

  @Override
  public void close() throws IOException {
    program.close();
  }
}
