// SPDX-License-Identifier: Apache-2.0
package porthole.itests.container;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** Asks the server of this test, with the administrator's token. */
final class ServerClient {
  private static final String TOKEN = "token-of-this-test";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;

  private ServerClient(String url) {
    this.url = url;
  }

  static ServerClient of(BundleContext context) throws IOException {
    Files.writeString(Path.of(context.getProperty("porthole.data"), "admin-token"), TOKEN);
    return new ServerClient(context.getProperty("porthole.url"));
  }

  /** Jetty opens its port a moment after its bundle has started. */
  void awaitServing() throws Exception {
    Await.untilTrue("the server serves", this::serves);
  }

  private boolean serves() {
    try {
      return send("GET", "/build/version", "").statusCode() == 200;
    } catch (AssertionError e) {
      return false;
    }
  }

  HttpResponse<String> send(String method, String path, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    request.header("Authorization", "Bearer " + TOKEN);
    if (body.isEmpty()) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, BodyPublishers.ofString(body));
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (Exception e) {
      throw new AssertionError(method + " " + path, e);
    }
  }
}
