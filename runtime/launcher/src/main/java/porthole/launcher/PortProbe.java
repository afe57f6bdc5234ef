// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds out early whether the port can be had, so that the answer is one line and not a log. */
final class PortProbe {

  private PortProbe() {}

  /**
   * The port to listen on.
   *
   * @param port 0 for a free one
   * @return {@code port}, or the free one that was found
   * @throws LaunchException of kind CANNOT_BIND
   */
  static int choose(String host, int port) throws LaunchException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new LaunchException(
          ExitCode.CANNOT_BIND,
          "Cannot listen on "
              + host
              + ":"
              + port
              + ": "
              + e.getMessage()
              + ". Stop what uses the port, or choose another with --port N (0 for a free one).",
          e);
    }
  }
}
