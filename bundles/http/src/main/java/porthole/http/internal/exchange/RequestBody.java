// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The body of a request: JSON, possibly compressed. For one thread. */
public final class RequestBody implements AutoCloseable {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final Source source;
  private final BodyMemory memory;
  private final int limitBytes;
  private long takenBytes;

  /** Where a body comes from. */
  private interface Source {
    InputStream open() throws IOException;

    @Nullable String header(String name);

    /** In bytes, -1 if it is not known. */
    long length();
  }

  private RequestBody(Source source, BodyMemory memory) {
    this.source = source;
    this.memory = memory;
    this.limitBytes = memory.oneBytes();
  }

  /** The body of a request, which is held in that memory. */
  public RequestBody(HttpServletRequest request, BodyMemory memory) {
    this(new OnTheWire(request), memory);
  }

  private record OnTheWire(HttpServletRequest request) implements Source {
    @Override
    public InputStream open() throws IOException {
      // It must stay open: what is left of it is passed later.
      return new FilterInputStream(request.getInputStream()) {
        @Override
        public void close() {}
      };
    }

    @Override
    public @Nullable String header(String name) {
      return request.getHeader(name);
    }

    @Override
    public long length() {
      return request.getContentLengthLong();
    }
  }

  private record InMemory(byte[] json) implements Source {
    @Override
    public InputStream open() {
      return new ByteArrayInputStream(json);
    }

    @Override
    public @Nullable String header(String name) {
      return null;
    }

    @Override
    public long length() {
      return json.length;
    }
  }

  /** The body of a request that came within this one. */
  public RequestBody within(byte[] json) {
    return new RequestBody(new InMemory(json), memory);
  }

  /** Gives the memory back that the body took. */
  @Override
  public void close() {
    memory.giveBack(takenBytes);
    takenBytes = 0;
  }

  /** The most that may be held in memory at once. */
  public int limitBytes() {
    return limitBytes;
  }

  /** The whole body, decompressed. */
  public byte[] bytes() throws IOException {
    if (source.length() > limitBytes) {
      throw RequestException.tooLarge("The body", limitBytes);
    }
    try (InputStream stream = stream()) {
      byte[] whole = plain(stream);
      if (whole != null) {
        return whole;
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        if (count > limitBytes - bytes.size()) {
          throw RequestException.tooLarge("The body", limitBytes);
        }
        memory.take(count);
        takenBytes += count;
        bytes.write(buffer, 0, count);
      }
      return bytes.toByteArray();
    } catch (ZipException | EOFException e) {
      throw broken(e);
    }
  }

  /** A body whose length is known and small, without a copy; null for any other. */
  private byte @Nullable [] plain(InputStream stream) throws IOException {
    int length = (int) Math.min(source.length(), Integer.MAX_VALUE);
    if (length < 0 || length > BUFFER_BYTES || coding() != Coding.IDENTITY) {
      return null;
    }
    memory.take(length);
    takenBytes += length;
    return stream.readNBytes(length);
  }

  /** The body as it comes, decompressed, without a limit. */
  public InputStream stream() throws IOException {
    requireJson(source.header("Content-Type"));
    Coding coding = coding();
    try {
      return coding.reading(source.open());
    } catch (ZipException | EOFException e) {
      throw broken(e);
    }
  }

  private Coding coding() {
    return Coding.of(source.header("Content-Encoding"));
  }

  /** A body that names no type is taken for JSON: official clients send some so. */
  private static void requireJson(@Nullable String contentType) {
    if (contentType == null || contentType.isBlank()) {
      return;
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (type.startsWith("multipart/")) {
      throw RequestException.notImplemented(
          "Bodies of the type '" + type + "', which carry attachments, cannot be read yet.");
    }
    if (!type.equals("application/json") && !type.equals("text/json") && !type.endsWith("+json")) {
      throw RequestException.unsupportedMediaType(
          "The body's Content-Type is '" + type + "'; application/json was expected.");
    }
  }

  private static RequestException broken(IOException e) {
    return RequestException.badRequest(
        "The body is not compressed as its Content-Encoding says: " + e.getMessage() + ".");
  }
}
