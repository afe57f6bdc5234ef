// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.web;

import com.google.gson.stream.JsonWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Sends JSON as it is written, compressed when that pays and the client takes it. */
public final class JsonAnswer {

  private JsonAnswer() {}

  /** Writes one JSON value. */
  @FunctionalInterface
  public interface Body {
    /** Writes the value; does not close the writer. */
    void writeTo(JsonWriter json) throws IOException;
  }

  /** Sends {@code body} with status 200; never to be stored by anyone on the way. */
  public static void send(HttpServletRequest request, HttpServletResponse response, Body body)
      throws IOException {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("application/json; charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    CompressedWhenLarge out = new CompressedWhenLarge(request, response);
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    body.writeTo(json);
    // Closed only after success: closing would make half an answer look like a whole one.
    json.close();
  }
}
