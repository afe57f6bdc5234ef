// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.multiget;

import java.io.IOException;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.route.RouteTable;
import porthole.storage.api.Database;

/** {@code POST /multi_get}: reads of one database that clients put off and then do together. */
public final class MultiGet {
  private final RouteTable routes;

  /** For requests on these routes. */
  public MultiGet(RouteTable routes) {
    this.routes = routes;
  }

  /** Answers each on its own: one that fails keeps its error in its place. */
  public Answer post(Exchange exchange, Database database) throws IOException {
    return new InnerAnswers(
            exchange, InnerRequest.readAll(exchange.body().bytes()), new InnerRoutes(routes))
        .answer();
  }
}
