// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal.route;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The routes that belong to this server, whether their servlet is there or not: those it is set up
 * with, and those of every bundle that ever registered a servlet, until it is uninstalled.
 * Thread-safe.
 */
public final class Routes {

  private volatile List<String> configured = List.of();
  private final Map<Long, List<String>> learned = new ConcurrentHashMap<>();

  /** Sets the whiteboard patterns that are known from the start. */
  public void configure(List<String> patterns) {
    configured = List.copyOf(patterns);
  }

  /** A bundle serves these patterns, too. */
  public void learn(long bundleId, List<String> patterns) {
    learned.merge(
        bundleId,
        List.copyOf(patterns),
        (old, fresh) ->
            java.util.stream.Stream.concat(old.stream(), fresh.stream()).distinct().toList());
  }

  /** The bundle will not come back. */
  public void forget(long bundleId) {
    learned.remove(bundleId);
  }

  /** Whether a servlet for that path is merely away. */
  public boolean knows(String path) {
    return matches(configured, path)
        || learned.values().stream().anyMatch(patterns -> matches(patterns, path));
  }

  private static boolean matches(List<String> patterns, String path) {
    for (String pattern : patterns) {
      boolean match =
          pattern.endsWith("/*")
              ? path.startsWith(pattern.substring(0, pattern.length() - 1))
                  || path.equals(pattern.substring(0, pattern.length() - 2))
              : path.equals(pattern);
      if (match) {
        return true;
      }
    }
    return false;
  }
}
