// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.database;

import java.io.IOException;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.storage.api.Database;

/** Answers the requests of one route that works in a database. Thread-safe. */
@FunctionalInterface
public interface DatabaseHandler {

  /**
   * Answers one request.
   *
   * @param database the one that the path names, loaded
   * @throws IOException when the client went away or its body could not be read
   */
  Answer handle(Exchange exchange, Database database) throws IOException;
}
