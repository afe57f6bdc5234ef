// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** How bodies are compressed on the wire. */
enum Coding {
  IDENTITY,
  GZIP,
  ZSTD;

  private static final int BUFFER_BYTES = 16 * 1024;

  /** Writes all of something. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** What headers call it. */
  String token() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** That of a body. */
  static Coding of(@Nullable String contentEncoding) {
    if (contentEncoding == null || contentEncoding.isBlank()) {
      return IDENTITY;
    }
    for (Coding coding : values()) {
      if (contentEncoding.strip().equalsIgnoreCase(coding.token()) && coding.isPresent()) {
        return coding;
      }
    }
    throw RequestException.unsupportedMediaType(
        "A body with Content-Encoding '"
            + contentEncoding
            + "' cannot be read. Use "
            + (ZSTD.isPresent() ? "gzip, zstd" : "gzip")
            + " or none.");
  }

  /** The first that a client can read, or {@link #IDENTITY}. */
  static Coding accepted(HttpServletRequest request) {
    Enumeration<String> headers = request.getHeaders("Accept-Encoding");
    while (headers.hasMoreElements()) {
      for (String accepted : headers.nextElement().split(",", 0)) {
        String[] parts = accepted.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*", 2);
        boolean wanted = parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
        if (wanted && parts[0].equals(GZIP.token())) {
          return GZIP;
        }
        if (wanted && parts[0].equals(ZSTD.token()) && ZSTD.isPresent()) {
          return ZSTD;
        }
      }
    }
    return IDENTITY;
  }

  private boolean isPresent() {
    return this != ZSTD || NativeZstd.isPresent();
  }

  /** Decompresses; throws {@link java.util.zip.ZipException} where that cannot be done. */
  InputStream reading(InputStream in) throws IOException {
    return switch (this) {
      case IDENTITY -> in;
      case GZIP -> new GZIPInputStream(in, BUFFER_BYTES);
      case ZSTD -> NativeZstd.reading(in);
    };
  }

  /**
   * Compresses. Content that fails leaves that without its end, so that nobody takes it for whole.
   */
  void write(Content content, OutputStream out) throws IOException {
    if (this == IDENTITY) {
      content.writeTo(out);
      return;
    }
    Cuttable target = new Cuttable(out);
    try (OutputStream compressing =
        this == GZIP ? new FastGzip(target) : NativeZstd.writing(target)) {
      target.write(content, compressing);
    }
  }

  /** Nearly as small as the usual level, in a fraction of its time. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** Drops all after a failure; stays open. */
  private static final class Cuttable extends FilterOutputStream {
    private boolean cut;

    Cuttable(OutputStream out) {
      super(out);
    }

    void write(Content content, OutputStream compressing) throws IOException {
      boolean whole = false;
      try {
        content.writeTo(compressing);
        whole = true;
      } finally {
        cut = !whole;
      }
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      if (!cut) {
        out.write(bytes, from, count);
      }
    }

    @Override
    public void flush() throws IOException {
      if (!cut) {
        out.flush();
      }
    }

    @Override
    public void close() {}
  }
}
