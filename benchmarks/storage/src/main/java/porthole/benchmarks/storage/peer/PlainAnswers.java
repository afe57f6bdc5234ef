// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage.peer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import porthole.benchmarks.storage.load.Template;

/** Sends JSON that is in memory. */
final class PlainAnswers {
  private PlainAnswers() {}

  /** A text with marks, its numbers those that follow 0. */
  static byte[] bytes(String text) {
    Template template = new Template(text);
    byte[] bytes = template.copy();
    template.fill(bytes, 0);
    return bytes;
  }

  static byte[] plain(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static void send(Response response, int status, byte[] body, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
