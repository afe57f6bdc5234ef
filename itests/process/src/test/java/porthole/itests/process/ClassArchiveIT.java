// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** 'porthole prepare' makes starts quick, and what becomes of its archive never hinders one. */
class ClassArchiveIT {
  private static Path folder = Path.of("");
  private static Path dist = Path.of("");
  private static Path archive = Path.of("");

  @BeforeAll
  static void prepareADistribution() throws Exception {
    folder = Files.createTempDirectory("porthole-archive");
    dist = folder.resolve("dist");
    Command.run("cp", "-a", ServerProcess.dist(), dist).expectSuccess();
    Command.run("rm", "-rf", dist.resolve("archive")).expectSuccess();
    Command.run(
            "env", "JAVA_HOME=" + ServerProcess.javaHome(), dist.resolve("bin/porthole"), "prepare")
        .expectSuccess();
    try (Stream<Path> made = Files.list(dist.resolve("archive"))) {
      archive = made.filter(ClassArchiveIT::isArchive).findFirst().orElseThrow();
    }
    Files.copy(archive, folder.resolve("good"));
  }

  private static boolean isArchive(Path file) {
    return file.toString().endsWith(".jsa") || file.toString().endsWith(".aot");
  }

  @AfterAll
  static void remove() throws Exception {
    Command.run("rm", "-rf", folder);
  }

  @Test
  void aServerHasTheArchiveMappedAndSaysSo() throws Exception {
    restore();
    try (ServerProcess server = start()) {
      server.awaitLine(line -> line.contains("Started with the class archive " + archive));

      assertThat(Files.readString(Path.of("/proc", Long.toString(server.pid()), "maps")))
          .contains(archive.toString())
          .contains("dist/lib/native/librocksdbjni");
    }
  }

  @Test
  void aServerStartsWithoutADamagedArchiveAndSaysSo() throws Exception {
    restore();
    try (FileChannel file = FileChannel.open(archive, StandardOpenOption.WRITE)) {
      for (long at = 0; at < file.size(); at += 1 << 20) {
        file.write(ByteBuffer.allocate(4096), at);
      }
    }
    startsWithoutIt();
  }

  @Test
  void oneThatIsCutOffIsNotGivenToTheJvmWhichWouldDieOfIt() throws Exception {
    restore();
    try (FileChannel file = FileChannel.open(archive, StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }
    isDistrusted();
  }

  @Test
  void oneThatOthersMayWriteIsNotUsed() throws Exception {
    restore();
    Command.run("chmod", "664", archive).expectSuccess();
    isDistrusted();
  }

  @Test
  void oneThatBelongsToSomebodyElseIsNotUsed() throws Exception {
    assumeTrue(
        Command.run("id", "-u").output().equals("0"), "SKIPPED: to give files away needs root");
    restore();
    Command.run("chown", "nobody", archive).expectSuccess();
    isDistrusted();
  }

  @Test
  void aServerStartsWithoutAnArchiveOfAnEarlierDistributionAndSaysSo() throws Exception {
    restore();
    Command.run("touch", "-d", "2001-01-01", launcher()).expectSuccess();
    startsWithoutIt();
  }

  private static void restore() throws IOException, InterruptedException {
    Files.deleteIfExists(archive);
    Path original = ServerProcess.dist().resolve(dist.relativize(launcher()));
    Command.run("cp", "-a", original, launcher()).expectSuccess();
    Files.copy(folder.resolve("good"), archive, StandardCopyOption.COPY_ATTRIBUTES);
    Command.run("chmod", "644", archive).expectSuccess();
  }

  private static Path launcher() {
    return dist.resolve("lib/porthole.launcher.jar");
  }

  private static ServerProcess start() throws IOException {
    return ServerProcess.servingCopy(List.of(), dist, Files.createTempDirectory(folder, "data"));
  }

  /** The script says so, and what it starts then gets to look at the options. */
  private static void isDistrusted() throws Exception {
    Command ran =
        Command.run(
            "env",
            "JAVA_HOME=" + ServerProcess.javaHome(),
            dist.resolve("bin/porthole"),
            "run",
            "--no-such-option");
    assertThat(ran.output()).contains(archive + " is not used").contains("Unknown option");
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  private static void startsWithoutIt() throws Exception {
    try (ServerProcess server = start()) {
      server.awaitLine(line -> line.contains(archive.toString()) && line.contains("was not used"));
      assertThat(new Http(server).get("/databases").statusCode()).isEqualTo(200);
    }
  }
}
