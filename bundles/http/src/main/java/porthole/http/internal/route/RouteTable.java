// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.route;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonBytes;

/** All routes; finds the one for a request. Immutable. */
public final class RouteTable {

  /** A route and what its pattern's names stand for. */
  public record Match(Route route, Map<String, String> pathValues) {}

  private final List<Route> routes;

  /** These routes; the first that matches counts. */
  public RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /**
   * The route for a request. HEAD without one of its own takes that of GET. What has none gets a
   * route that says so: 405 where another method would do, else 501.
   *
   * @param path the raw path, still escaped
   */
  public Match find(String method, String path) {
    List<String> segments = PathPattern.segments(path);
    Match match = match(method, segments);
    if (match == null && method.equals("HEAD")) {
      match = match("GET", segments);
    }
    return match == null ? none(method, segments) : match;
  }

  private @Nullable Match match(String method, List<String> segments) {
    for (Route route : routes) {
      if (route.method().equals(method)) {
        @Nullable Map<String, String> values = route.pattern().match(segments);
        if (values != null) {
          return new Match(route, values);
        }
      }
    }
    return null;
  }

  private Match none(String method, List<String> segments) {
    TreeSet<String> others = new TreeSet<>();
    for (Route route : routes) {
      if (route.pattern().matches(segments)) {
        others.add(route.method());
      }
    }
    Handler handler = others.isEmpty() ? RouteTable::missing : new OtherMethods(others);
    return new Match(new Route(method, new PathPattern("/"), "no route", handler), Map.of());
  }

  /** Lists the routes, as {@code /debug/routes} does. */
  public Answer list(Exchange exchange) {
    JsonBytes body = new JsonBytes().beginObject().name("Routes").beginArray();
    for (Route route : routes) {
      body.beginObject()
          .field("Method", route.method())
          .field("Path", route.pattern().toString())
          .field("Job", route.job())
          .endObject();
    }
    return Answer.ok(body.endArray().endObject());
  }

  private static Answer missing(Exchange exchange) {
    throw RequestException.notImplemented(
        "This route is not there yet. GET /debug/routes lists those that are.");
  }

  /** Answers 405. */
  private record OtherMethods(TreeSet<String> allowed) implements Handler {
    @Override
    public Answer handle(Exchange exchange) {
      throw RequestException.methodNotAllowed(exchange.method(), allowed);
    }
  }
}
