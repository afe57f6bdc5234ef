// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import porthole.benchmarks.harness.ProcessCpu;
import porthole.benchmarks.harness.Program;
import porthole.benchmarks.storage.peer.RawRocks;

/** RocksDB by itself: its clients are threads in its own process, and nothing is in between. */
final class RawPeer implements Peer {
  private final Program program;

  RawPeer(Places places) throws IOException {
    Path directory = Files.createDirectories(places.scratch().resolve("raw"));
    List<String> command = new ArrayList<>(places.java(RawRocks.class));
    command.add(directory.resolve("data").toString());
    program = new Program(name(), command, directory.resolve("errors"));
    program.line();
  }

  @Override
  public String name() {
    return Goals.RAW;
  }

  @Override
  public boolean takes(Work work) {
    return work.kind() != Work.Kind.GET;
  }

  @Override
  public Window measure(Work work, long warmUpNanos, long nanos) throws IOException {
    String asked = work.clients() + " " + work.documents() + " " + warmUpNanos + " " + nanos;
    String[] figures = program.ask(asked).split(" ", 3);
    return new Window(
        Long.parseLong(figures[0]), Long.parseLong(figures[1]), Long.parseLong(figures[2]), 0);
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
