// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import porthole.host.internal.systemd.Watchdog;

/**
 * Sends a request through the whole way in: Jetty, its threads, the gate. Any answer counts, also
 * one that says what is away: a restart would not bring that back.
 */
final class HttpProbe implements Watchdog.Probe {
  private final URI route;
  private final int patienceMillis;

  /**
   * Asks that route.
   *
   * @param patience how long for the connection and how long for the answer
   */
  HttpProbe(URI route, Duration patience) {
    this.route = route;
    this.patienceMillis = Math.toIntExact(Math.max(1, patience.toMillis()));
  }

  @Override
  public String ask() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) route.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(patienceMillis);
      connection.setReadTimeout(patienceMillis);
      connection.setUseCaches(false);
      try {
        return connection.getResponseCode() > 0 ? "" : route + " gave no HTTP answer";
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return route + ": " + e;
    }
  }
}
