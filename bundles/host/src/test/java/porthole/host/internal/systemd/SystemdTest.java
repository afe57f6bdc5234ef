// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import porthole.testing.systemd.NativeNotifyReceiver;

class SystemdTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PID = 42;

  private final List<String> sent = new ArrayList<>();

  @TempDir Path scratch;

  @Test
  void itIsToldInItsOwnWords() {
    Systemd systemd = Systemd.of(sent::add, Map.of(), PID);
    systemd.ready("serving");
    systemd.stopping("shutting down");
    systemd.status("one\nline");
    systemd.extend(Duration.ofSeconds(10), "coming on");
    systemd.alive();
    assertThat(sent)
        .containsExactly(
            "READY=1\nSTATUS=serving",
            "STOPPING=1\nSTATUS=shutting down",
            "STATUS=one line",
            "EXTEND_TIMEOUT_USEC=10000000\nSTATUS=coming on",
            "WATCHDOG=1");
  }

  @Test
  void aSocketThatFailsIsNoFailureOfTheServer() {
    Systemd systemd =
        Systemd.of(
            text -> {
              throw new IOException("gone");
            },
            Map.of(),
            PID);
    systemd.ready("serving");
    systemd.alive();
  }

  @Test
  void theWatchdogIsForTheProcessThatItNames() {
    assertThat(watchdog(Map.of())).isEqualTo("Optional.empty");
    assertThat(watchdog(Map.of("WATCHDOG_USEC", "60000000"))).isEqualTo("Optional[PT1M]");
    assertThat(watchdog(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "42")))
        .isEqualTo("Optional[PT1M]");
    assertThat(watchdog(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "43")))
        .isEqualTo("Optional.empty");
    assertThat(watchdog(Map.of("WATCHDOG_USEC", "often"))).isEqualTo("Optional.empty");
  }

  private String watchdog(Map<String, String> environment) {
    return Systemd.of(sent::add, environment, PID).watchdog().toString();
  }

  @Test
  void theWatchdogHearsNothingWhileTheServerDoesNotAnswer() {
    AtomicReference<String> failure = new AtomicReference<>("");
    Watchdog watchdog = new Watchdog(Systemd.of(sent::add, Map.of(), PID), failure::get);
    watchdog.run();
    failure.set("no answer");
    watchdog.run();
    watchdog.run();
    assertThat(sent).hasSize(1);
    failure.set("");
    watchdog.run();
    assertThat(sent).containsExactly("WATCHDOG=1", "WATCHDOG=1");
  }

  @Test
  void withoutASocketNobodyIsToldAnything() {
    Systemd systemd = Systemd.of(Map.of("WATCHDOG_USEC", "1000000"), PID);
    systemd.ready("serving");
    assertThat(systemd.watchdog()).isEmpty();
  }

  @Test
  void anAddressOfAnotherKindIsRefusedInWords() {
    for (String wrong : new String[] {"vsock:2:1", "relative", "@", "/", "/" + "x".repeat(108)}) {
      assertThatThrownBy(() -> NotifyAddress.parse(wrong))
          .hasMessageContaining("NOTIFY_SOCKET is '" + wrong + "'");
    }
    Systemd.of(Map.of("NOTIFY_SOCKET", "vsock:2:1"), PID).ready("serving");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aSocketWithAPathHears() {
    hears(scratch.resolve("notify").toString());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aSocketWithAnAbstractNameHears() {
    hears("@porthole-test-" + ProcessHandle.current().pid());
  }

  private static void hears(String variable) {
    try (NativeNotifyReceiver receiver = new NativeNotifyReceiver(variable)) {
      Systemd systemd = Systemd.of(Map.of("NOTIFY_SOCKET", variable), PID);
      systemd.ready("serving, übrigens");
      systemd.alive();
      assertThat(receiver.next(PATIENCE)).isEqualTo("READY=1\nSTATUS=serving, übrigens");
      assertThat(receiver.next(PATIENCE)).isEqualTo("WATCHDOG=1");
    }
  }
}
