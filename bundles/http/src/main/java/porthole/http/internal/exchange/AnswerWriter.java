// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.exchange;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import porthole.http.api.HttpError;

/** Puts an {@link Answer} on the wire, compressed where the client can read that. */
public final class AnswerWriter {
  /** The version of RavenDB whose protocol is spoken; clients read it. */
  public static final String SERVER_VERSION = "6.0.0";

  /** What fits into one packet with its headers arrives no sooner when it is smaller. */
  static final int COMPRESS_FROM_BYTES = 1_200;

  private static final String GZIP = "gzip";

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

  /** A failure leaves the compressed stream without its end, so that nobody takes it for whole. */
  private static void writeLongBody(
      HttpServletRequest request, HttpServletResponse response, Answer.LongBody body)
      throws IOException {
    if (!acceptsGzip(request)) {
      body.writeTo(response.getOutputStream());
      return;
    }
    response.setHeader("Content-Encoding", GZIP);
    FastGzip gzip = new FastGzip(response.getOutputStream());
    try {
      body.writeTo(gzip);
      gzip.finish();
    } finally {
      gzip.release();
    }
  }

  private static void writeBody(
      HttpServletRequest request, HttpServletResponse response, byte[] body) throws IOException {
    byte[] sent = body;
    if (body.length >= COMPRESS_FROM_BYTES && acceptsGzip(request)) {
      response.setHeader("Content-Encoding", GZIP);
      sent = gzip(body);
    }
    if (response.getStatus() != HttpServletResponse.SC_NO_CONTENT) {
      response.setContentLength(sent.length);
    }
    if (sent.length > 0) {
      response.getOutputStream().write(sent);
    }
  }

  private static boolean acceptsGzip(HttpServletRequest request) {
    Enumeration<String> headers = request.getHeaders("Accept-Encoding");
    while (headers.hasMoreElements()) {
      String header = headers.nextElement();
      if (header.equals(GZIP)) {
        return true;
      }
      for (String coding : header.split(",", 0)) {
        String[] parts = coding.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*", 2);
        if (parts[0].equals(GZIP)) {
          return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
        }
      }
    }
    return false;
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 4 + 64);
    try (GZIPOutputStream gzip = new FastGzip(compressed)) {
      gzip.write(body);
    }
    return compressed.toByteArray();
  }

  /** Nearly as small as the usual level, in a fraction of its time. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }

    /** Gives the memory outside of the heap back; idempotent. */
    void release() {
      def.end();
    }
  }
}
