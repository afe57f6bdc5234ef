// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a server's admin routes. */
final class AdminClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final Server server;
  private final HttpClient http;

  AdminClient(Server server) {
    this.server = server;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            // A token must not follow a redirect to somewhere else.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** The JSON object that GET {@code path} answers with. */
  JsonObject get(String path) throws CliException {
    URI uri = server.url().resolve(path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER)
            .header("Authorization", "Bearer " + server.token())
            .header("Accept", "application/json")
            .build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() == 401 || response.statusCode() == 403) {
      throw new CliException(
          ExitCode.NO_ACCESS,
          "the server at " + server.url() + " refused: " + messageOf(response) + ".");
    }
    if (response.statusCode() != 200) {
      throw new CliException(ExitCode.REFUSED, messageOf(response));
    }
    return parse(response.body());
  }

  private HttpResponse<String> send(HttpRequest request) throws CliException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CliException(
          ExitCode.NO_SERVER,
          "the server at " + server.url() + " does not answer (" + describe(e) + ").",
          e);
    } catch (InterruptedException e) {
      throw new CliException(ExitCode.FAILED, "ended before the server answered.", e);
    }
  }

  private static String describe(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private JsonObject parse(String body) throws CliException {
    try {
      return JsonParser.parseString(body).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new CliException(
          ExitCode.FAILED,
          server.url() + " answered something that is not a Porthole's answer.",
          e);
    }
  }

  private static String messageOf(HttpResponse<String> response) {
    String status = "the server answered with status " + response.statusCode();
    try {
      JsonElement json = JsonParser.parseString(response.body());
      JsonElement message = json.isJsonObject() ? json.getAsJsonObject().get("Message") : null;
      return message == null ? status : oneLine(message.getAsString());
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      return status;
    }
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
