// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application with the official Node client works against the server. */
@OneJdkUnlessLong
class NodeClientIT {
  private static final Path PROJECT =
      Path.of(System.getProperty("porthole.scratch"), "node-client").toAbsolutePath();

  @TempDir Path data;

  @Test
  void storesLoadsDeletesAndInsertsInBulk() throws Exception {
    assumeTrue(
        succeeds("node", "--version") && succeeds("npm", "--version"),
        "skipped: node and npm are not on the PATH; install them to test the Node client");
    installClient();

    try (ServerProcess server = ServerProcess.serving(data.resolve("server"))) {
      Outcome outcome = run(List.of("node", "round-trip.mjs", server.url()));
      assertThat(outcome.output).endsWith("round trip complete\n");
      assertThat(outcome.exitCode).isZero();
    }
  }

  private static void installClient() throws Exception {
    Files.createDirectories(PROJECT);
    for (String file : List.of("package.json", "package-lock.json", "round-trip.mjs")) {
      try (var source = NodeClientIT.class.getResourceAsStream("/node-client/" + file)) {
        Files.write(PROJECT.resolve(file), source.readAllBytes());
      }
    }
    Outcome outcome = run(List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
    assertThat(outcome.exitCode).as(outcome.output).isZero();
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return run(List.of(command)).exitCode == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Outcome run(List<String> command) throws IOException, InterruptedException {
    Files.createDirectories(PROJECT);
    Path output = Files.createTempFile(PROJECT, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(PROJECT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end:\n" + Files.readString(output));
    }
    return new Outcome(process.exitValue(), Files.readString(output));
  }

  private record Outcome(int exitCode, String output) {}
}
