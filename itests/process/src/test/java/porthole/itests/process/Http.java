// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A plain HTTP client for what the official clients do not do. */
public final class Http {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ServerProcess server;

  public Http(ServerProcess server) {
    this.server = server;
  }

  public HttpResponse<String> send(String method, String path, String body) throws Exception {
    return send(request(method, path, body));
  }

  public HttpResponse<String> get(String path) throws Exception {
    return send(request("GET", path, ""));
  }

  /** With the admin's token. */
  public HttpResponse<String> admin(String method, String path, String body) throws Exception {
    return send(request(method, path, body).header("Authorization", "Bearer " + server.token()));
  }

  public JsonObject adminJson(String path) throws Exception {
    HttpResponse<String> response = admin("GET", path, "");
    if (response.statusCode() != 200) {
      throw new AssertionError(path + " answered " + response.statusCode() + response.body());
    }
    return json(response);
  }

  public HttpRequest.Builder request(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(Duration.ofSeconds(60));
    return body.isEmpty()
        ? request.method(method, BodyPublishers.noBody())
        : request
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  public void createDatabase(String name) throws Exception {
    HttpResponse<String> response =
        send(
            "PUT",
            "/admin/databases?name=" + name + "&replicationFactor=1",
            "{\"DatabaseName\":\"" + name + "\"}");
    if (response.statusCode() != 201) {
      throw new AssertionError("not created: " + response.statusCode() + response.body());
    }
  }

  public static JsonObject json(HttpResponse<String> response) {
    JsonElement parsed = JsonParser.parseString(response.body());
    return parsed.getAsJsonObject();
  }
}
