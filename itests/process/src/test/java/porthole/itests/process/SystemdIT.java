// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import porthole.testing.systemd.NativeNotifyReceiver;

/** systemd, or whoever speaks its protocol, is told how the server is. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "SKIPPED: systemd is for Linux")
@OneJdkUnlessLong
class SystemdIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration QUIET = Duration.ofMillis(100);

  @TempDir Path scratch;

  @Test
  void itIsToldWhenTheServerServesThatItIsAliveAndThatItEnds() throws Exception {
    try (NativeNotifyReceiver systemd =
        new NativeNotifyReceiver(scratch.resolve("notify").toString())) {
      ServerProcess server = serving(systemd, Map.of("WATCHDOG_USEC", "2000000"));
      assertThat(next(systemd, "READY=1")).contains("STATUS=serving on " + server.url());
      next(systemd, "WATCHDOG=1");
      next(systemd, "WATCHDOG=1");
      server.terminate();
      assertThat(server.awaitExit()).isZero();
      assertThat(next(systemd, "STOPPING=1")).contains("STATUS=shutting down");
    }
  }

  @Test
  void moreTimeIsAskedForOnlyWhileSomethingMoves() throws Exception {
    String name = "@porthole-it-" + ProcessHandle.current().pid();
    try (NativeNotifyReceiver systemd = new NativeNotifyReceiver(name)) {
      ServerProcess server = serving(systemd, Map.of());
      ShutdownIT.deployHangingParticipant(server);
      server.terminate();
      next(systemd, "STOPPING=1");
      assertThat(server.awaitExit()).isNotZero();
      List<String> told = systemd.rest(QUIET);
      List<String> hanging = new ArrayList<>(told);
      hanging.removeIf(text -> !text.contains("database 'stuck'"));
      assertThat(hanging).hasSizeGreaterThan(5);
      // Its beginning was progress; that it hung was not.
      assertThat(hanging.get(0)).startsWith("EXTEND_TIMEOUT_USEC=");
      assertThat(hanging.subList(1, hanging.size()))
          .allMatch(text -> text.startsWith("STATUS=shutting down, "));
    }
  }

  @Test
  void theUnitFileIsOneThatSystemdTakes() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/systemd-analyze")),
        "SKIPPED: systemd-analyze, which checks unit files, is not installed");
    Path shipped = ServerProcess.dist().resolve("share/systemd");
    Path unit = scratch.resolve("porthole.service");
    Files.writeString(
        unit,
        Files.readString(shipped.resolve("porthole.service"))
            .replace("/opt/porthole", ServerProcess.dist().toString())
            .replace("=porthole\nGroup=porthole", "=root\nGroup=root"));
    Path dropIn = Files.createDirectories(scratch.resolve("porthole.service.d"));
    assertThat(Command.run("systemd-analyze", "verify", unit).expectSuccess()).isEmpty();
    Files.copy(shipped.resolve("porthole-harder.conf"), dropIn.resolve("porthole-harder.conf"));
    assertThat(Command.run("systemd-analyze", "verify", unit).expectSuccess()).isEmpty();
  }

  private ServerProcess serving(NativeNotifyReceiver systemd, Map<String, String> more)
      throws IOException {
    Map<String, String> environment = new java.util.HashMap<>(more);
    environment.put("NOTIFY_SOCKET", systemd.variable());
    return ServerProcess.serving(environment, scratch.resolve("data"));
  }

  /** The next datagram with that line in it. */
  private static String next(NativeNotifyReceiver systemd, String line) {
    List<String> before = new ArrayList<>();
    for (String told = systemd.next(PATIENCE); !told.isEmpty(); told = systemd.next(PATIENCE)) {
      if (told.lines().anyMatch(line::equals)) {
        return told;
      }
      before.add(told);
    }
    throw new AssertionError(line + " was never told, but " + before);
  }
}
