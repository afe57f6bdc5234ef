// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server starts, says in one line why it cannot, and ends in order. */
class StartAndStopIT {
  @TempDir Path scratch;

  @Test
  void saysWhereItServesAndWhereTheConsoleIs() throws Exception {
    try (ServerProcess server = ServerProcess.serving(data())) {
      assertThat(server.url()).matches("http://127\\.0\\.0\\.1:\\d+");
      assertThat(server.awaitLine(line -> line.contains("/studio/stacks")))
          .contains(server.url() + "/studio/stacks");
      assertThat(new Http(server).get("/build/version").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void endsInOrderOnSigterm() throws Exception {
    ServerProcess server = ServerProcess.serving(data());
    server.terminate();
    server.awaitExit();
    assertThat(data().resolve("server.json")).doesNotExist();
  }

  @Test
  void endsInOrderWhenItsDriverSaysSo() throws Exception {
    ServerProcess server = ServerProcess.serving(data());
    server.writeLine("shutdown no-confirmation");
    assertThat(server.awaitExit()).isZero();
  }

  @Test
  void startsAgainAfterAKill() throws Exception {
    ServerProcess first = ServerProcess.serving(data());
    new Http(first).createDatabase("kept");
    first.kill();
    try (ServerProcess second = ServerProcess.serving(data())) {
      assertThat(new Http(second).get("/databases/kept/stats").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void keepsItsSecretsToItself() throws Exception {
    try (ServerProcess server = ServerProcess.serving(data())) {
      for (String file : new String[] {"admin-token", "server.json"}) {
        assertThat(
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(server.data().resolve(file))))
            .as(file)
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void refusesADataDirectoryThatIsInUse() throws Exception {
    try (ServerProcess first = ServerProcess.serving(data())) {
      ServerProcess second = ServerProcess.launch(data(), "--port", "0", "--no-demo");
      assertThat(second.awaitExit()).isNotZero();
      assertOneLineSaying(second, "in use");
      assertThat(new Http(first).get("/build/version").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void refusesAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      ServerProcess server = ServerProcess.launch(data(), "--port", port, "--no-demo");
      assertThat(server.awaitExit()).isNotZero();
      assertOneLineSaying(server, port);
    }
  }

  @Test
  void refusesToBindBeyondLoopbackWithoutCredentials() throws Exception {
    ServerProcess server =
        ServerProcess.launch(data(), "--host", "0.0.0.0", "--port", "0", "--no-demo");
    assertThat(server.awaitExit()).isNotZero();
    assertOneLineSaying(server, "credentials");
  }

  @Test
  void refusesADataDirectoryItCannotMake() throws Exception {
    Path file = Files.createFile(scratch.resolve("a-file"));
    ServerProcess server = ServerProcess.launch(file.resolve("data"), "--port", "0", "--no-demo");
    assertThat(server.awaitExit()).isNotZero();
    assertOneLineSaying(server, "a-file");
  }

  @Test
  void refusesAFullDisk() throws Exception {
    ServerProcess server = launchOnDisk("size=64k");
    assertThat(server.awaitExit()).isNotZero();
    assertOneLineSaying(server, "full");
  }

  @Test
  void refusesAReadOnlyDisk() throws Exception {
    ServerProcess server = launchOnDisk("ro");
    assertThat(server.awaitExit()).isNotZero();
    assertOneLineSaying(server, "read-only");
  }

  /** With data on a small file system of its own, in a mount name space that ends with it. */
  private ServerProcess launchOnDisk(String mountOptions) throws Exception {
    List<String> namespace = List.of("unshare", "--map-root-user", "--mount");
    assumeTrue(succeeds(namespace, "true"), "skipped: this user may not make a mount name space");
    Path disk = Files.createDirectories(scratch.resolve("disk"));
    String mount =
        "mount -t tmpfs -o " + mountOptions + " tmpfs '" + disk + "' && exec \"$0\" \"$@\"";
    List<String> wrapper = new ArrayList<>(namespace);
    wrapper.addAll(List.of("sh", "-c", mount));
    return ServerProcess.launch(wrapper, disk.resolve("data"), "--port", "0", "--no-demo");
  }

  private static boolean succeeds(List<String> command, String argument) throws Exception {
    List<String> whole = new ArrayList<>(command);
    whole.add(argument);
    try {
      return new ProcessBuilder(whole).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void saysInOneLineThatADeployedFileIsNoBundle() throws Exception {
    try (ServerProcess server = ServerProcess.serving(data())) {
      Files.writeString(server.deploy().resolve("not-a-bundle.jar"), "just text");
      server.awaitLine(line -> line.contains("not-a-bundle.jar"));
      assertThat(new Http(server).get("/build/version").statusCode()).isEqualTo(200);
      assertThat(server.console()).doesNotContain("\tat ");
    }
  }

  @Test
  void leavesNothingBehindInTheDistribution() throws Exception {
    long before = files(ServerProcess.dist());
    try (ServerProcess server = ServerProcess.serving(data())) {
      new Http(server).createDatabase("any");
    }
    assertThat(files(ServerProcess.dist())).isEqualTo(before);
  }

  private static long files(Path directory) throws Exception {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.count();
    }
  }

  private Path data() {
    return scratch.resolve("data");
  }

  private static void assertOneLineSaying(ServerProcess server, String what) {
    assertThat(server.console()).contains(what).doesNotContain("\tat ");
    assertThat(server.console().lines().filter(line -> line.contains(what))).hasSize(1);
  }
}
