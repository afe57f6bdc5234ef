// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.multiget;

import java.util.Set;
import porthole.http.internal.exchange.QueryString;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.route.RouteTable;

/** The routes that a request within another may take: those that read the same database. */
final class InnerRoutes {
  private static final String PREFIX = "/databases/";
  private static final Set<String> READ_BY_POST =
      Set.of("/databases/{database}/docs", "/databases/{database}/queries");

  private final RouteTable routes;

  InnerRoutes(RouteTable routes) {
    this.routes = routes;
  }

  /**
   * The route of a request.
   *
   * @param database the one of the request around it; whoever may read that may not read all
   */
  RouteTable.Match find(InnerRequest request, String database) {
    if (!isIn(request.path(), database)) {
      throw RequestException.badRequest(
          "A request within one to database '" + database + "' must be to the same database.");
    }
    RouteTable.Match match = routes.find(request.method(), request.path());
    boolean reads =
        request.method().equals("GET")
            || (request.method().equals("POST")
                && READ_BY_POST.contains(match.route().pattern().toString()));
    if (!reads) {
      throw RequestException.badRequest(
          "'"
              + request.method()
              + "' may not stand within another request; GET may, and POST to docs and queries.");
    }
    return match;
  }

  private static boolean isIn(String path, String database) {
    int end = path.indexOf('/', PREFIX.length());
    return path.startsWith(PREFIX)
        && end > 0
        && QueryString.decode(path.substring(PREFIX.length(), end)).equalsIgnoreCase(database);
  }
}
