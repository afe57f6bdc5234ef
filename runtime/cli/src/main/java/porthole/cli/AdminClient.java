// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks a server's admin routes. */
final class AdminClient {
  private final Server server;
  private final Duration patience;
  private final HttpClient http;

  /** Waits for the whole of an answer for {@code patience}. */
  AdminClient(Server server, Duration patience) {
    this.server = server;
    this.patience = patience;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(patience)
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
      throw new CliException(
          response.statusCode() >= 500 ? ExitCode.REFUSED : ExitCode.FAILED, messageOf(response));
    }
    return parse(response.body());
  }

  private HttpResponse<String> send(HttpRequest request) throws CliException {
    // A request's own time limit ends with the answer's first byte; this one is for all of it.
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw noAnswer("nothing within " + patience.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw noAnswer(describe(e.getCause()), e);
    } catch (InterruptedException e) {
      throw new CliException(ExitCode.FAILED, "ended before the server answered.", e);
    }
  }

  private CliException noAnswer(String how, Exception cause) {
    return new CliException(
        ExitCode.NO_ANSWER,
        "the server at " + server.url() + " does not answer (" + how + ").",
        cause);
  }

  private static String describe(@Nullable Throwable e) {
    String message = e == null ? null : e.getMessage();
    return message == null ? String.valueOf(e) : message;
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
