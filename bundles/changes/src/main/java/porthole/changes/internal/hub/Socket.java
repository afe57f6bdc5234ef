// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.hub;

import java.util.function.Consumer;

/** The sending side of a WebSocket. No method waits for the network. Thread-safe. */
public interface Socket {

  /**
   * Sends a text.
   *
   * @param sent told once, on any thread, possibly within this call: true when the network has
   *     taken all of it and the next may be sent, false when it never will
   */
  void send(String text, Consumer<Boolean> sent);

  /** Asks the other side for a sign of life. */
  void ping();

  /** Says goodbye; what has been sent before goes first. */
  void close(Goodbye goodbye);

  /** Ends it without a word. */
  void abort();
}
