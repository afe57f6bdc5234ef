// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.route;

import java.io.IOException;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;

/** Answers the requests of one route. Thread-safe; throws what ErrorAnswers knows. */
@FunctionalInterface
public interface Handler {

  /**
   * Answers one request.
   *
   * @throws IOException when the client went away or its body could not be read
   */
  Answer handle(Exchange exchange) throws IOException;
}
