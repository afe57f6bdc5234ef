// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.hub;

/**
 * Why a connection is closed.
 *
 * @param code a WebSocket close code
 * @param reason for people
 */
public record Goodbye(int code, String reason) {
  private static final int GOING_AWAY = 1001;
  private static final int SERVICE_RESTART = 1012;
  private static final int TRY_AGAIN_LATER = 1013;

  /** The server ends. */
  public static Goodbye shutdown() {
    return new Goodbye(GOING_AWAY, "The server is shutting down.");
  }

  /** The changes API is stopped or replaced. */
  public static Goodbye restart() {
    return new Goodbye(SERVICE_RESTART, "The changes API is being replaced. Connect again.");
  }

  /** The database is not there for clients any more. */
  static Goodbye databaseGone(String why) {
    return new Goodbye(GOING_AWAY, why);
  }

  /** The database was closed before all of its changes could be told. */
  static Goodbye behind() {
    return new Goodbye(
        SERVICE_RESTART, "The database was unloaded before all was told. Connect again.");
  }

  /** There are too many connections. */
  static Goodbye full(int most) {
    return new Goodbye(
        TRY_AGAIN_LATER, "There are " + most + " changes connections, the most there may be.");
  }

  /** The client takes less than comes. */
  static Goodbye tooSlow() {
    return new Goodbye(
        TRY_AGAIN_LATER, "Too many changes wait for this client. Connect again and look anew.");
  }
}
