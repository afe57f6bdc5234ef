// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.systemd;

import java.io.IOException;

/** Sends text to a service manager. */
interface NotifySocket {

  /** Sends one datagram; does not wait for anyone to read it. */
  void send(String text) throws IOException;
}
