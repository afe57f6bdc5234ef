// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.exchange;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import porthole.http.api.HttpError;

/** Puts an {@link Answer} on the wire, compressed where the client can read that. */
public final class AnswerWriter {
  /** The version of RavenDB whose protocol is spoken; clients read it. */
  public static final String SERVER_VERSION = "6.0.0";

  /** What is smaller than that grows mostly. */
  static final int COMPRESS_FROM_BYTES = 128;

  private AnswerWriter() {}

  /**
   * Sends the answer.
   *
   * @throws IOException when the client went away
   * @throws RuntimeException what the answer's long body throws; the response may be committed then
   */
  public static void write(HttpServletRequest request, HttpServletResponse response, Answer answer)
      throws IOException {
    response.setStatus(answer.status());
    response.setHeader("Raven-Server-Version", SERVER_VERSION);
    // What clients stored may look like a page; it must never be shown as one.
    response.setHeader("X-Content-Type-Options", "nosniff");
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      response.setHeader(header.getKey(), header.getValue());
    }
    if (answer.body().length > 0 || answer.longBody() != null) {
      response.setContentType(HttpError.CONTENT_TYPE);
      response.setHeader("Vary", "Accept-Encoding");
    }
    if (!request.getMethod().equals("HEAD") && answer.status() != 304) {
      if (answer.longBody() != null) {
        writeLongBody(request, response, answer.longBody());
      } else {
        writeBody(request, response, answer.body());
      }
    }
  }

  private static void writeLongBody(
      HttpServletRequest request, HttpServletResponse response, Answer.LongBody body)
      throws IOException {
    Coding coding = chosen(request, response);
    coding.write(body::writeTo, response.getOutputStream());
  }

  private static void writeBody(
      HttpServletRequest request, HttpServletResponse response, byte[] body) throws IOException {
    byte[] sent = body;
    if (body.length >= COMPRESS_FROM_BYTES) {
      ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 4 + 64);
      Coding coding = chosen(request, response);
      if (coding != Coding.IDENTITY) {
        coding.write(out -> out.write(body), compressed);
        sent = compressed.toByteArray();
      }
    }
    if (response.getStatus() != HttpServletResponse.SC_NO_CONTENT) {
      response.setContentLength(sent.length);
    }
    if (sent.length > 0) {
      response.getOutputStream().write(sent);
    }
  }

  private static Coding chosen(HttpServletRequest request, HttpServletResponse response) {
    Coding coding = Coding.accepted(request);
    if (coding != Coding.IDENTITY) {
      response.setHeader("Content-Encoding", coding.token());
    }
    return coding;
  }
}
