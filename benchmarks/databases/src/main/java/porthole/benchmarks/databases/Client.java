// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.databases;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import porthole.benchmarks.harness.BenchServer;

/** Uses databases of a server over HTTP. Thread-safe. */
final class Client {
  private static final String TEXT = "x".repeat(280);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BenchServer server;
  private final String token;

  Client(BenchServer server) throws IOException {
    this.server = server;
    token = Files.readString(server.directory().resolve("data/admin-token")).strip();
  }

  void create(String database) {
    expect(201, send("PUT", "/admin/databases?name=" + database, "{}"));
  }

  void unload(String database) {
    String names = "{\"DatabaseNames\":[\"" + database + "\"]}";
    expect(200, send("POST", "/admin/databases/unload", names));
  }

  /** Stores documents of about 300 bytes in one batch. */
  void fill(String database, int documents) {
    StringBuilder commands = new StringBuilder("{\"Commands\":[");
    for (int i = 0; i < documents; i++) {
      commands.append(i == 0 ? "" : ",");
      commands.append("{\"Type\":\"PUT\",\"Id\":\"d/").append(i).append("\",\"Document\":");
      commands.append(document(i)).append('}');
    }
    String path = "/databases/" + database + "/bulk_docs";
    expect(201, send("POST", path, commands.append("]}").toString()));
  }

  private static String document(int number) {
    return "{\"n\":" + number + ",\"t\":\"" + TEXT + "\"}";
  }

  void read(String database, int number) {
    expect(200, send("GET", "/databases/" + database + "/docs?id=d/" + number, ""));
  }

  void write(String database, int number) {
    String path = "/databases/" + database + "/docs?id=d/" + number;
    expect(201, send("PUT", path, document(number)));
  }

  /** Reads with a patience of its own, whatever comes of it. */
  HttpResponse<String> readPatiently(String database, long patienceMillis) {
    return send(
        request("GET", "/databases/" + database + "/docs?id=d/0", "")
            .header("Porthole-Load-Patience", Long.toString(patienceMillis)));
  }

  /** Where its files are. */
  Path directory(String database) throws IOException {
    Path databases = server.directory().resolve("data/databases");
    try (DirectoryStream<Path> found = Files.newDirectoryStream(databases, database + "-*")) {
      return found.iterator().next();
    }
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return send(request(method, path, body));
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    URI uri = server.url().resolve(path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
    return body.isEmpty()
        ? request.method(method, BodyPublishers.noBody())
        : request
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body, StandardCharsets.UTF_8));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void expect(int status, HttpResponse<String> answer) {
    if (answer.statusCode() != status) {
      throw new IllegalStateException(
          answer.request().uri() + " answered " + answer.statusCode() + ": " + answer.body());
    }
  }
}
