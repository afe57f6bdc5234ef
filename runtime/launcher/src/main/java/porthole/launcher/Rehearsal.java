// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/**
 * Does a little of everything that servers do in their first minutes, so that the classes for it
 * are loaded, and its hot methods known, when the process ends and writes its class archive.
 */
final class Rehearsal implements Runnable {
  private static final int ROUNDS = 100;
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final String DATABASE = "/databases/rehearsal";

  private final URI server;
  private final String token;

  Rehearsal(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  @Override
  public void run() {
    ask("PUT", "/admin/databases?name=rehearsal", "{\"DatabaseName\":\"rehearsal\"}");
    for (int round = 0; round < ROUNDS; round++) {
      String id = "things%2F" + round;
      ask("PUT", DATABASE + "/docs?id=" + id, "{\"Round\":" + round + "}");
      ask("GET", DATABASE + "/docs?id=" + id, "");
      ask("POST", DATABASE + "/bulk_docs", "{\"Commands\":[" + command(round) + "]}");
    }
    ask("GET", DATABASE + "/docs?startsWith=things&pageSize=25", "");
    ask("GET", DATABASE + "/stats", "");
    ask("GET", DATABASE + "/collections/stats", "");
    ask("DELETE", DATABASE + "/docs?id=things%2F0", "");
    look();
    reload();
    ask("DELETE", "/admin/databases", "{\"DatabaseNames\":[\"rehearsal\"],\"HardDelete\":true}");
  }

  private static String command(int round) {
    return "{\"Id\":\"batch/"
        + round
        + "\",\"Type\":\"PUT\",\"Document\":{\"Round\":"
        + round
        + ",\"@metadata\":{\"@collection\":\"Things\"}}}";
  }

  private void look() {
    ask("GET", "/databases", "");
    ask("GET", "/studio-tasks/databases/state", "");
    ask("GET", "/admin/debug/databases/idle", "");
    ask("GET", "/admin/debug/threads/stack-trace", "");
    ask("GET", "/studio/stacks", "");
  }

  private void reload() {
    ask("POST", "/admin/databases/unload", "{\"DatabaseNames\":[\"rehearsal\"],\"Reason\":\"\"}");
    ask("GET", DATABASE + "/docs?id=things%2F1", "");
  }

  /** What the answer says does not matter: a route that refuses has loaded its classes, too. */
  private void ask(String method, String path, String body) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) server.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setRequestMethod(method);
      connection.setRequestProperty("Authorization", "Bearer " + token);
      if (!body.isEmpty()) {
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
          out.write(body.getBytes(UTF_8));
        }
      }
      boolean refused = connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
      try (InputStream in = refused ? connection.getErrorStream() : connection.getInputStream()) {
        if (in != null) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
    } catch (IOException e) {
      System.getLogger("porthole.launcher")
          .log(System.Logger.Level.WARNING, "{0} {1} in the rehearsal: {2}", method, path, e);
    }
  }
}
