// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import porthole.benchmarks.harness.BenchServer;
import porthole.benchmarks.harness.Folders;
import porthole.benchmarks.harness.ProcessCpu;
import porthole.benchmarks.indexing.peer.DataSet;
import porthole.benchmarks.indexing.peer.Question;

/** The shipped server. */
final class Porthole implements AutoCloseable {
  private static final int BATCH = 500;

  private final BenchServer server;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Porthole(Path dist, Options options, Path directory) throws IOException {
    server =
        BenchServer.start(
            new BenchServer.Plan(dist, options.jdkHome, options.jvmOptions, List.of()),
            Files.createDirectories(directory));
    token = Files.readString(server.directory().resolve("data/admin-token")).strip();
  }

  URI url() {
    return server.url();
  }

  long pid() {
    return server.pid();
  }

  long cpuNanos() {
    return ProcessCpu.nanos(ProcessHandle.of(server.pid()).orElseThrow());
  }

  void create(String database) throws IOException {
    expect(201, send("PUT", "/admin/databases?name=" + database, "{}"));
  }

  /** Stores documents in batches. */
  void fill(String database, DataSet data, List<DataSet.Line> lines) throws IOException {
    String end = ",\"@metadata\":{\"@collection\":\"" + data.collection() + "\"}}}";
    for (int from = 0; from < lines.size(); from += BATCH) {
      StringBuilder commands = new StringBuilder("{\"Commands\":[");
      for (DataSet.Line line : lines.subList(from, Math.min(lines.size(), from + BATCH))) {
        commands.append(commands.charAt(commands.length() - 1) == '[' ? "" : ",");
        commands.append("{\"Type\":\"PUT\",\"Id\":\"").append(line.id());
        commands.append("\",\"ChangeVector\":null,\"Document\":");
        commands.append(line.json(), 0, line.json().length() - 1).append(end);
      }
      String path = "/databases/" + database + "/bulk_docs";
      expect(201, send("POST", path, commands.append("]}").toString()));
    }
  }

  /** Makes an index of a definition. */
  void define(String database, String definition) throws IOException {
    String indexes = "{\"Indexes\":[" + definition + "]}";
    expect(201, send("PUT", "/databases/" + database + "/admin/indexes", indexes));
  }

  /** Deletes all indexes of a database, and loads it again. */
  void forgetIndexes(String database) throws IOException {
    String names = "{\"DatabaseNames\":[\"" + database + "\"]}";
    expect(200, send("POST", "/admin/databases/unload", names));
    Path databases = server.directory().resolve("data/databases");
    try (DirectoryStream<Path> found = Files.newDirectoryStream(databases, database + "-*")) {
      Folders.emptied(found.iterator().next().resolve("indexes"));
    }
    expect(200, send("GET", "/databases/" + database + "/stats", ""));
  }

  /** How many documents it has. */
  long documents(String database) throws IOException {
    String stats = expect(200, send("GET", "/databases/" + database + "/stats", ""));
    return JsonParser.parseString(stats).getAsJsonObject().get("CountOfDocuments").getAsLong();
  }

  /** Asks a query and waits until its index has caught up; the answer. */
  JsonObject queryFresh(String database, String rql) throws IOException {
    JsonObject query = new JsonObject();
    query.addProperty("Query", rql);
    query.addProperty("WaitForNonStaleResults", true);
    query.addProperty("WaitForNonStaleResultsTimeout", "00:10:00");
    String path = "/databases/" + database + "/queries";
    return JsonParser.parseString(expect(200, send("POST", path, query.toString())))
        .getAsJsonObject();
  }

  /** Asks a question; whatever the answer. */
  HttpResponse<String> ask(String database, Question question) throws IOException {
    String body = Peer.rql(question).toString();
    return send("POST", "/databases/" + database + "/queries", body);
  }

  /** Sends JSON, or nothing where that is empty. */
  HttpResponse<String> send(String method, String path, String body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url().resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  static String expect(int status, HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != status) {
      throw new IOException(
          answer.request().uri() + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    server.close();
  }
}
