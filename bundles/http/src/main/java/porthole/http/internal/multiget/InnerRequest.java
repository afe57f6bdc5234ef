// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.multiget;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonCursor;
import porthole.http.internal.json.JsonMembers;

/**
 * A request within another.
 *
 * @param path still escaped
 * @param query what follows the question mark
 * @param headers by names that compare case-insensitively
 */
record InnerRequest(
    String method, String path, String query, Map<String, String> headers, byte[] body) {
  private static final int MOST = 1024;
  // What clients call the version of what they asked for and was not there.
  private static final String KNOWN_MISSING = "404 Response";

  /** Reads {@code {"Requests": [...]}}. */
  static Queue<InnerRequest> readAll(byte[] json) {
    JsonMembers body = JsonMembers.of(json);
    JsonCursor requests = body.value("Requests");
    if (requests == null) {
      throw RequestException.badRequest("The body has no 'Requests'; an array was expected.");
    }
    Queue<InnerRequest> all = new ArrayDeque<>();
    requests.array(
        request -> {
          if (all.size() == MOST) {
            throw RequestException.badRequest(
                "The body has more than " + MOST + " requests. Send fewer at a time.");
          }
          all.add(of(JsonMembers.read(json, request)));
        });
    return all;
  }

  private static InnerRequest of(JsonMembers request) {
    String url = text(request, "Url");
    if (!url.startsWith("/")) {
      throw RequestException.badRequest(
          "The 'Url' of a request is '" + url + "'; a path from / on was expected.");
    }
    int mark = url.indexOf('?');
    String query = mark < 0 ? text(request, "Query") : url.substring(mark);
    String method = text(request, "Method");
    return new InnerRequest(
        method.isEmpty() ? "GET" : method.toUpperCase(Locale.ROOT),
        mark < 0 ? url : url.substring(0, mark),
        query.startsWith("?") ? query.substring(1) : query,
        headers(request.value("Headers")),
        content(request.value("Content")));
  }

  private static String text(JsonMembers request, String name) {
    JsonCursor value = request.value(name);
    String text = value == null ? null : value.textOrNull();
    return text == null ? "" : text;
  }

  private static Map<String, String> headers(@Nullable JsonCursor value) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (value != null && value.peek() == '{') {
      value.object(
          header -> {
            String text = header.textOrNull();
            if (text != null) {
              headers.put(header.name(), text);
            }
          });
    }
    return headers;
  }

  /** JSON, or a string that holds JSON. */
  private static byte[] content(@Nullable JsonCursor value) {
    if (value == null || value.peek() == 'n') {
      return new byte[0];
    }
    return value.peek() == '"' ? value.text().getBytes(StandardCharsets.UTF_8) : value.raw();
  }

  /** Whether the client has kept an answer that nothing was found. */
  boolean knowsNothingIsThere() {
    return KNOWN_MISSING.equals(headers.get("If-None-Match"));
  }

  /** Path and query, for error messages. */
  String url() {
    return query.isEmpty() ? path : path + "?" + query;
  }
}
