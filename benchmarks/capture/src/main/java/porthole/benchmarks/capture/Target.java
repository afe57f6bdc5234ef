// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import porthole.benchmarks.harness.BenchServer;

/** A server with so many threads, and what it says of itself. */
final class Target implements AutoCloseable {
  private static final String USAGE = "/admin/benchmark/usage";
  private static final String DUMP = "/admin/benchmark/dump";

  private final Shape shape;
  private final BenchServer server;
  private final SafepointLog safepoints;

  /**
   * What is in it.
   *
   * @param still threads that wait
   * @param busy threads that compute
   */
  record Shape(int still, int busy) {

    @Override
    public String toString() {
      return still + " threads, " + (busy == 0 ? "idle" : busy + " more busy");
    }
  }

  private Target(Shape shape, BenchServer server, SafepointLog safepoints) {
    this.shape = shape;
    this.server = server;
    this.safepoints = safepoints;
  }

  static Target start(Shape shape, Places places) throws IOException {
    Path directory =
        Files.createDirectories(
            places.scratch().resolve("server-" + shape.still() + "-" + shape.busy()));
    SafepointLog safepoints = new SafepointLog(directory.resolve("safepoints"));
    BenchServer.Plan plan =
        new BenchServer.Plan(
            places.dist(),
            places.jdkHome(),
            List.of(
                safepoints.jvmOption(),
                "-Dporthole.benchmark.still=" + shape.still(),
                "-Dporthole.benchmark.busy=" + shape.busy()),
            List.of(places.subjectBundle()));
    BenchServer server = BenchServer.start(plan, directory);
    try {
      server.await(USAGE);
      return new Target(shape, server, safepoints);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  Shape shape() {
    return shape;
  }

  long pid() {
    return server.pid();
  }

  Path file(String name) {
    return server.directory().resolve(name);
  }

  SafepointLog safepoints() {
    return safepoints;
  }

  byte[] get(String path) throws IOException {
    return server.get(path);
  }

  /** Nanoseconds that {@code dumpAllThreads} took inside. */
  long dump() throws IOException {
    return number(numbers(DUMP), "nanos");
  }

  Usage usage() throws IOException {
    Map<String, Long> numbers = numbers(USAGE);
    return new Usage(
        number(numbers, "nanos"),
        number(numbers, "work"),
        number(numbers, "processCpu") - number(numbers, "busyCpu"),
        number(numbers, "childrenCpu"),
        (int) number(numbers, "threads"));
  }

  /**
   * What the server has used at a moment.
   *
   * @param nanos the moment
   * @param work what the busy threads have done
   * @param cpuNanos CPU time of the server but of its busy threads
   * @param childrenCpuNanos CPU time of its children that have ended
   * @param threads live Java threads
   */
  record Usage(long nanos, long work, long cpuNanos, long childrenCpuNanos, int threads) {}

  private Map<String, Long> numbers(String path) throws IOException {
    return new String(get(path), StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> Long.parseLong(parts[1])));
  }

  private static long number(Map<String, Long> numbers, String name) throws IOException {
    Long number = numbers.get(name);
    if (number == null) {
      throw new IOException("The target does not say " + name + ".");
    }
    return number;
  }

  @Override
  public void close() {
    server.close();
  }
}
