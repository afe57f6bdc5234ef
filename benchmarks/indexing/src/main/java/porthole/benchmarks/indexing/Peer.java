// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.LongSupplier;
import porthole.benchmarks.indexing.peer.Question;

/**
 * Something that answers questions and takes documents over HTTP.
 *
 * @param query the path that questions are posted to
 * @param body what is posted
 * @param cpuNanos CPU time of its processes so far
 */
record Peer(
    String name,
    URI url,
    String query,
    Function<Question, JsonObject> body,
    LongSupplier cpuNanos) {
  static final String PORTHOLE = "Porthole";
  static final String RAW = "raw Lucene";
  static final String POSTGRES = "PostgreSQL";

  static Peer of(Porthole porthole) {
    return new Peer(
        PORTHOLE, porthole.url(), "/databases/cities/queries", Peer::rql, porthole::cpuNanos);
  }

  static Peer other(String name, URI url, LongSupplier cpuNanos) {
    return new Peer(name, url, "/query", Question::body, cpuNanos);
  }

  /** As Porthole is asked it. */
  static JsonObject rql(Question question) {
    JsonObject query = new JsonObject();
    query.addProperty("Query", question.kind().rql());
    query.add("QueryParameters", question.parameters());
    if (question.isFresh()) {
      query.addProperty("WaitForNonStaleResults", true);
    }
    return query;
  }

  /** How many documents its answer has. */
  int count(Question question) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.resolve(query).toURL().openConnection();
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    connection
        .getOutputStream()
        .write(body.apply(question).toString().getBytes(StandardCharsets.UTF_8));
    String answer = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return JsonParser.parseString(answer).getAsJsonObject().getAsJsonArray("Results").size();
  }

  /** The whole request that asks it. */
  byte[] asked(Question question) {
    return request("POST", query, body.apply(question).toString()).getBytes(StandardCharsets.UTF_8);
  }

  /** A whole request with a body. */
  String request(String method, String path, String json) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: "
        + url.getAuthority()
        + "\r\nContent-Type: application/json\r\nContent-Length: "
        + json.getBytes(StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + json;
  }
}
