// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Asks the server over HTTP, as a client would, until it really serves. */
final class Readiness {

  private static final int PAUSE_MILLIS = 10;
  private static final int READ_TIMEOUT_MILLIS = 5_000;

  private final URI uri;
  private final LongSupplier nanoClock;

  /**
   * What to ask.
   *
   * @param uri a route of the document API that answers 200 once documents are served
   */
  Readiness(URI uri, LongSupplier nanoClock) {
    this.uri = uri;
    this.nanoClock = nanoClock;
  }

  /**
   * Waits until the route answers.
   *
   * @param givenUp at zero when nobody needs the answer any more
   * @return empty when the server serves, else what its last answer was
   */
  String await(Duration patience, CountDownLatch givenUp) throws InterruptedException {
    long deadline = nanoClock.getAsLong() + patience.toNanos();
    String last = ask();
    while (!last.isEmpty() && nanoClock.getAsLong() < deadline) {
      if (givenUp.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        return last;
      }
      last = ask();
    }
    return last;
  }

  private String ask() {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(READ_TIMEOUT_MILLIS);
      connection.setReadTimeout(READ_TIMEOUT_MILLIS);
      try {
        int status = connection.getResponseCode();
        return status == HttpURLConnection.HTTP_OK ? "" : uri.getPath() + " answered " + status;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return uri.getPath() + ": " + e.getMessage();
    }
  }
}
