// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal.route;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request that is being answered.
 *
 * @param id its number in this process
 * @param method such as GET
 * @param path the decoded path that it is dispatched by
 * @param sinceMillis when it came, in milliseconds since the epoch
 * @param connection what it came through, where that is known; may be closed by any thread
 */
public record InFlightRequest(
    long id, String method, String path, long sinceMillis, @Nullable Closeable connection) {

  /** Whether it asks how the server is or how its shutdown comes on: served to the very end. */
  public boolean isDiagnostic() {
    return isDiagnostic(path);
  }

  /** Whether a path is one of those. */
  public static boolean isDiagnostic(String path) {
    String canonical = path.toLowerCase(Locale.ROOT);
    return canonical.equals("/admin/shutdown") || canonical.startsWith("/admin/debug/");
  }

  /** When it came. */
  public Instant since() {
    return Instant.ofEpochMilli(sinceMillis);
  }

  /** Ends its connection: whoever waits for more of it, or for it to take more, waits no longer. */
  public void breakOff() {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (IOException e) {
      System.getLogger("porthole.gate")
          .log(System.Logger.Level.DEBUG, "The connection of request " + id + " has gone", e);
    }
  }
}
