// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The answer's stream: holds back the first bytes, to know whether compression pays. */
final class CompressedWhenLarge extends OutputStream {
  private static final int LARGE_BYTES = 4096;

  private final HttpServletResponse response;
  private final boolean accepted;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream(LARGE_BYTES);
  private @Nullable OutputStream tail;

  CompressedWhenLarge(HttpServletRequest request, HttpServletResponse response) {
    this.response = response;
    this.accepted = acceptsGzip(request.getHeader("Accept-Encoding"));
    response.setHeader("Vary", "Accept-Encoding");
  }

  /** Whether the header names gzip without refusing it by a quality of zero. */
  static boolean acceptsGzip(@Nullable String acceptEncoding) {
    if (acceptEncoding == null) {
      return false;
    }
    for (String coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = coding.trim().split("\\s*;\\s*", -1);
      if (parts[0].equals("gzip")) {
        return parts.length == 1 || !parts[1].matches("q\\s*=\\s*0(\\.0*)?");
      }
    }
    return false;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (tail == null && head.size() + length <= LARGE_BYTES) {
      head.write(bytes, offset, length);
    } else {
      tail().write(bytes, offset, length);
    }
  }

  /** Passes nothing on: whether to compress is settled by size alone. */
  @Override
  public void flush() {}

  @Override
  public void close() throws IOException {
    if (tail == null) {
      response.setContentLength(head.size());
      head.writeTo(response.getOutputStream());
    } else {
      tail.close();
    }
  }

  private OutputStream tail() throws IOException {
    if (tail == null) {
      if (accepted) {
        response.setHeader("Content-Encoding", "gzip");
        tail = new GZIPOutputStream(response.getOutputStream(), 8192);
      } else {
        tail = response.getOutputStream();
      }
      head.writeTo(tail);
    }
    return tail;
  }
}
