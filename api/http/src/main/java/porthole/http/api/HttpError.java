// SPDX-License-Identifier: Apache-2.0
package porthole.http.api;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error answer, in RavenDB's shape: {@code {"Url", "Type", "Message", "Error"}}
 * and whatever the type of error adds.
 *
 * <p>The official clients turn {@code Type} into an exception class of theirs: a name that begins
 * with {@code Raven.Client.Exceptions.} becomes the class of that name. Not thread-safe.
 */
public final class HttpError {

  /** The content type of {@link #toBytes}. */
  public static final String CONTENT_TYPE = "application/json; charset=utf-8";

  /** The type of an error that no client class stands for. */
  public static final String GENERAL = "Raven.Client.Exceptions.RavenException";

  /** Bad input of any kind. */
  public static final String BAD_REQUEST = "Raven.Client.Exceptions.BadRequestException";

  /** The caller may not do that. */
  public static final String FORBIDDEN = "Raven.Client.Exceptions.Security.AuthorizationException";

  /** There is no such route. */
  public static final String NO_ROUTE = "Raven.Client.Exceptions.Routing.RouteNotFoundException";

  private final Map<String, @Nullable String> fields = new LinkedHashMap<>();

  /**
   * An error.
   *
   * @param url the request's path and query
   * @param type one of the constants here or another name of an exception of RavenDB's clients
   * @param message what went wrong and what to do about it
   */
  public HttpError(String url, String type, String message) {
    fields.put("Url", url);
    fields.put("Type", type);
    fields.put("Message", message);
    fields.put("Error", type + ": " + message);
  }

  /** Adds a field, or replaces one; null stays null in the answer. */
  public HttpError with(String name, @Nullable String value) {
    fields.put(name, value);
    return this;
  }

  /** The JSON object in UTF-8. */
  public byte[] toBytes() {
    StringBuilder json = new StringBuilder(256).append('{');
    for (Map.Entry<String, @Nullable String> field : fields.entrySet()) {
      if (json.length() > 1) {
        json.append(',');
      }
      quote(json, field.getKey()).append(':');
      String value = field.getValue();
      if (value == null) {
        json.append("null");
      } else {
        quote(json, value);
      }
    }
    return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static StringBuilder quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        // A lone surrogate has no UTF-8; escaping every one keeps the pairs and the strays.
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"');
  }
}
