// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.database;

import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.exchange.ServiceAwayException;
import porthole.storage.api.Database;

/**
 * {@code /changes} where no WebSocket is opened: whoever opens them takes the requests that it can
 * serve before they come here.
 */
public final class ChangesRoute {
  private ChangesRoute() {}

  /** GET /changes: says why not. */
  public static Answer get(Exchange exchange, Database database) {
    if (!"websocket".equalsIgnoreCase(exchange.header("Upgrade"))) {
      throw RequestException.badRequest(
          "Changes are told over a WebSocket: ask with 'Upgrade: websocket'.");
    }
    throw new ServiceAwayException("The changes API is being started or replaced. Try again.");
  }
}
