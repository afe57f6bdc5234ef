// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.route;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.QueryString;

/**
 * A path such as {@code /databases/{database}/docs}: literal segments, which compare
 * case-insensitively, and names in braces that stand for any one segment.
 */
public final class PathPattern {
  private final String text;
  private final List<String> segments;

  /** Reads a pattern that begins with a slash. */
  public PathPattern(String text) {
    this.text = text;
    this.segments = segments(text);
  }

  /** The raw segments of a path; a slash at its end counts for nothing. */
  static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", 0));
  }

  /** What the names stand for in a path, decoded, or null when the path is another one. */
  @Nullable Map<String, String> match(List<String> path) {
    if (!matches(path)) {
      return null;
    }
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < path.size(); i++) {
      String segment = segments.get(i);
      if (isName(segment)) {
        values.put(segment.substring(1, segment.length() - 1), QueryString.decode(path.get(i)));
      }
    }
    return values;
  }

  /** Whether a path is of this pattern. */
  boolean matches(List<String> path) {
    if (path.size() != segments.size()) {
      return false;
    }
    // From the end, where patterns differ most.
    for (int i = path.size() - 1; i >= 0; i--) {
      String segment = segments.get(i);
      if (!isName(segment) && !segment.equalsIgnoreCase(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isName(String segment) {
    return segment.startsWith("{");
  }

  @Override
  public String toString() {
    return text;
  }
}
