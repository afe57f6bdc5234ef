// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal.access;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.http.api.HttpError;

/**
 * The names this server answers to: a page on another site, or a name that was made to point here,
 * is turned away. Immutable.
 */
public final class AllowedHosts {

  private static final int FORBIDDEN = 403;
  private static final int HTTP_PORT = 80;

  private final Set<String> authorities = new LinkedHashSet<>();

  /**
   * The loopback names, the address the server listens on, and others.
   *
   * @param url where the server listens
   * @param names further names, with or without a port
   */
  public AllowedHosts(URI url, List<String> names) {
    int port = url.getPort() < 0 ? HTTP_PORT : url.getPort();
    add(url.getHost(), port);
    add("localhost", port);
    add("127.0.0.1", port);
    add("[::1]", port);
    for (String name : names) {
      if (name.matches(".*:\\d+")) {
        authorities.add(name.toLowerCase(Locale.ROOT));
      } else {
        add(name, port);
      }
    }
  }

  private void add(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    authorities.add(name + ":" + port);
    if (port == HTTP_PORT) {
      authorities.add(name);
    }
  }

  /**
   * Whether a request may pass, by its headers.
   *
   * @param host the Host header
   * @param origins the Origin headers, which only browsers send: none or one, unless forged
   * @return null when it may
   */
  public @Nullable Refusal check(@Nullable String host, List<String> origins) {
    if (host == null || !authorities.contains(host.toLowerCase(Locale.ROOT))) {
      return forbidden(
          "The Host header is '"
              + host
              + "', which is no name of this server: "
              + String.join(", ", authorities)
              + ". Use one of these, or add yours to 'hosts' in etc/porthole.gate.json.");
    }
    for (String origin : origins) {
      if (!allowsOrigin(origin.toLowerCase(Locale.ROOT))) {
        return forbidden(
            "Requests of pages from '" + origin + "' are not answered, only of this server's own.");
      }
    }
    return null;
  }

  private boolean allowsOrigin(String origin) {
    String scheme = "http://";
    return origin.startsWith(scheme) && authorities.contains(origin.substring(scheme.length()));
  }

  private static Refusal forbidden(String message) {
    return new Refusal(FORBIDDEN, HttpError.FORBIDDEN, message);
  }
}
