// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.hub;

/** The receiving side of a WebSocket: called by one thread at a time, in this order. */
public interface SocketListener {

  /** It is open. */
  void opened(Socket socket);

  /** Something has come, be it only a sign of life. */
  void heard();

  /** A text has come. */
  void text(String text);

  /** It is closed, by whomever. Called once, also when it never opened. */
  void closed();
}
