// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A profile is a folder of settings and options of the JVM, which an operator may add to. */
class ProfileIT {
  @TempDir Path folder;

  @Test
  void theSmallOneAndAnOperatorsOwnSettingInItHold() throws Exception {
    Path dist = folder.resolve("dist");
    Command.run("cp", "-a", ServerProcess.dist(), dist).expectSuccess();
    Path small = dist.resolve("etc/profiles/small");
    Files.writeString(small.resolve("porthole.gate.json"), "{\"hosts\": [\"mine.example\"]}");
    try (ServerProcess server =
        ServerProcess.servingCopy(dist, folder.resolve("data"), "--profile", "small")) {
      Path process = Path.of("/proc", Long.toString(server.pid()));
      assertThat(Files.readString(process.resolve("cmdline")).split("\0", -1))
          .containsAll(Files.readAllLines(small.resolve("jvm.options")).subList(1, 3));
      assertThat(Files.readString(process.resolve("environ")).split("\0", -1))
          .contains("MALLOC_ARENA_MAX=2");
      assertThat(settings(server, "porthole.storage.rocksdb")).contains("blockCache.bytes=");
      assertThat(settings(server, "porthole.gate")).contains("mine.example").contains("parkTime");
    }
  }

  /** As Config Admin keeps them. */
  private static String settings(ServerProcess server, String pid) throws Exception {
    Path file = server.data().resolve("config");
    for (String part : pid.split("\\.", -1)) {
      file = file.resolve(part);
    }
    return Files.readString(file.resolveSibling(file.getFileName() + ".config"));
  }

  @Test
  void anUnknownOneIsNamedBesideThoseThatThereAre() throws Exception {
    Command ran =
        Command.run(
            "env",
            "JAVA_HOME=" + ServerProcess.javaHome(),
            ServerProcess.dist().resolve("bin/porthole"),
            "run",
            "--profile",
            "../x");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.output()).contains("no profile '../x'").contains("small");
  }
}
