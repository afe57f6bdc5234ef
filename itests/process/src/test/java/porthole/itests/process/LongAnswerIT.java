// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are longer than what the server holds in memory at once. */
@OneJdkUnlessLong
class LongAnswerIT {
  private static final int BATCHES = 40;
  private static final int DOCUMENTS = 10;
  private static final int DOCUMENT_CHARACTERS = 100_000;

  @TempDir static Path data;
  private static ServerProcess server;
  private static Http http;

  @BeforeAll
  static void startServer() throws Exception {
    server = ServerProcess.serving(data.resolve("server"));
    http = new Http(server);
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @Test
  void aListingThatCannotBeFinishedIsBrokenOffAndNotEndedWell() throws Exception {
    fill("doomed");
    HttpRequest all =
        HttpRequest.newBuilder(URI.create(server.url() + "/databases/doomed/docs")).build();
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient().send(all, BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    try (InputStream body = answer.body()) {
      assertThat(body.read()).isEqualTo('{');
      HttpResponse<String> deleted =
          http.send(
              "DELETE", "/admin/databases", "{\"DatabaseNames\":[\"doomed\"],\"HardDelete\":true}");
      assertThat(deleted.statusCode()).isEqualTo(200);
      assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  private static void fill(String database) throws Exception {
    http.createDatabase(database);
    String text = "x".repeat(DOCUMENT_CHARACTERS);
    for (int batch = 0; batch < BATCHES; batch++) {
      StringBuilder commands = new StringBuilder("{\"Commands\":[");
      for (int i = 0; i < DOCUMENTS; i++) {
        commands.append(i == 0 ? "" : ",");
        commands.append("{\"Id\":\"d/" + batch + "-" + i + "\",\"Type\":\"PUT\",");
        commands.append("\"Document\":{\"text\":\"" + text + "\"}}");
      }
      String path = "/databases/" + database + "/bulk_docs";
      assertThat(http.send("POST", path, commands + "]}").statusCode()).isEqualTo(201);
    }
  }
}
