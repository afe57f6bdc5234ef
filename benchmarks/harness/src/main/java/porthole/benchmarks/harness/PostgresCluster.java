// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.harness;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * PostgreSQL as Debian packages it, with a cluster of its own and the defaults of {@code initdb}.
 * As root, it runs as the package's user.
 */
public final class PostgresCluster implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final String USER = "postgres";
  private static final long PATIENCE_SECONDS = 60;

  private final Process database;
  private final Path directory;
  private final int port;

  /**
   * Makes a cluster and starts it.
   *
   * @param directory made if missing; that user must be able to reach it
   * @param binaries see {@link #binaries}
   */
  public PostgresCluster(Path directory, Path binaries) throws IOException, InterruptedException {
    this.directory = Files.createDirectories(directory);
    own(directory);
    Path data = directory.resolve("data");
    run(List.of(binaries.resolve("initdb").toString(), "-D", data.toString(), "-U", USER));
    port = freePort();
    database = start(binaries, data);
    try {
      awaitReady(binaries);
    } catch (IOException | InterruptedException | RuntimeException e) {
      database.destroy();
      throw e;
    }
  }

  /** Where the newest version's programs are, if any is installed. */
  public static Optional<Path> binaries() throws IOException {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Path::compareTo);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void own(Path directory) throws IOException {
    if (isRoot()) {
      Files.setOwner(
          directory,
          directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
    }
  }

  private static List<String> asUser(List<String> command) {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(List.of("runuser", "-u", USER, "--"));
    }
    words.addAll(command);
    return words;
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Path output = directory.resolveSibling("postgres.said");
    Ran ran = new Command(asUser(command), Map.of(), output, PATIENCE_SECONDS).run();
    if (ran.exitCode() != 0) {
      throw new IOException(
          command.get(0)
              + " failed: "
              + Files.readString(output.resolveSibling(output.getFileName() + ".errors")));
    }
  }

  private Process start(Path binaries, Path data) throws IOException {
    List<String> command =
        asUser(
            List.of(
                binaries.resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-k",
                directory.toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port)));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolveSibling("postgres.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return process;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Path binaries) throws IOException, InterruptedException {
    long deadline = Clock.nanos() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    List<String> ready =
        List.of(
            binaries.resolve("pg_isready").toString(),
            "-q",
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(port));
    Path output = directory.resolveSibling("postgres.ready");
    while (new Command(ready, Map.of(), output, PATIENCE_SECONDS).run().exitCode() != 0) {
      if (!database.isAlive() || Clock.nanos() > deadline) {
        throw new IOException(
            "PostgreSQL did not start: "
                + Files.readString(
                    directory.resolveSibling("postgres.log"), StandardCharsets.UTF_8));
      }
      Clock.rest(50);
    }
  }

  /** For JDBC; the user is {@code postgres} and needs no password. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + USER;
  }

  /** CPU time of all its processes. */
  public long cpuNanos() {
    return ProcessCpu.nanos(database.toHandle());
  }

  @Override
  public void close() {
    // SIGTERM: it ends when its clients have gone.
    database.destroy();
    try {
      database.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
