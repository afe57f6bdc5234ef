// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortProbeTest {

  @Test
  void zeroFindsAFreePort() throws LaunchException {
    assertThat(PortProbe.choose("127.0.0.1", 0)).isPositive();
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> PortProbe.choose("127.0.0.1", port))
          .hasMessageContaining("127.0.0.1:" + port)
          .hasMessageContaining("--port")
          .isInstanceOfSatisfying(
              LaunchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CANNOT_BIND));
    }
  }
}
