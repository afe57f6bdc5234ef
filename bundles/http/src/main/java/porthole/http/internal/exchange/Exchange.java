// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.exchange;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import porthole.introspection.api.Activity;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseUse;

/** One request, as a handler sees it. For one thread. */
public final class Exchange implements AutoCloseable {
  private final String method;
  private final Map<String, String> pathValues;
  private final QueryString query;
  private final UnaryOperator<@Nullable String> headers;
  private final RequestBody body;
  private final Activity activity;
  private final Deque<Runnable> closing = new ArrayDeque<>();
  private @Nullable DatabaseUse use;

  /** What a request consists of. */
  public record Parts(
      String method,
      QueryString query,
      UnaryOperator<@Nullable String> headers,
      RequestBody body) {}

  /** A request that was routed, and what its thread says it is doing. */
  public Exchange(Parts parts, Map<String, String> pathValues, Activity activity) {
    this.method = parts.method;
    this.query = parts.query;
    this.headers = parts.headers;
    this.body = parts.body;
    this.pathValues = pathValues;
    this.activity = activity;
  }

  /** The HTTP method, in capitals. */
  public String method() {
    return method;
  }

  /** The part of the path that stands for {@code {name}} in the route's pattern. */
  public String path(String name) {
    String value = pathValues.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The route has no {" + name + "}.");
    }
    return value;
  }

  /** The URL's parameters. */
  public QueryString query() {
    return query;
  }

  /** A header, or null. */
  public @Nullable String header(String name) {
    return headers.apply(name);
  }

  /** A header that holds a change vector or another tag, without the quotes around it; or null. */
  public @Nullable String tag(String header) {
    String value = header(header);
    if (value == null) {
      return null;
    }
    String tag = value.strip();
    if (tag.toUpperCase(Locale.ROOT).startsWith("W/")) {
      tag = tag.substring(2);
    }
    boolean quoted = tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"");
    return quoted ? tag.substring(1, tag.length() - 1) : tag;
  }

  /** The body. */
  public RequestBody body() {
    return body;
  }

  /** Where the handler marks how far it is. */
  public Activity activity() {
    return activity;
  }

  /**
   * Keeps a use of a database until the answer has been written: a long one is read meanwhile. Once
   * a request.
   */
  public Database use(DatabaseUse database) {
    if (use != null) {
      database.close();
      throw new IllegalStateException("A request uses one database, once.");
    }
    use = database;
    return database.database();
  }

  /** Does something when the answer has been written, while the database is still in use. */
  public void onClose(Runnable action) {
    closing.push(action);
  }

  /** Ends what lasts as long as the request; called when the answer has been written. */
  @Override
  public void close() {
    try {
      while (!closing.isEmpty()) {
        closing.pop().run();
      }
    } finally {
      if (use != null) {
        use.close();
      }
    }
  }
}
