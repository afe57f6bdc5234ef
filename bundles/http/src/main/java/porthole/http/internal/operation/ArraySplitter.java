// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.operation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonException;

/**
 * Cuts the objects out of a JSON array of any length, holding one at a time.
 *
 * <p>Finds only where an object ends, by its brackets and quotes; whether it is JSON is for the
 * reader of the object to check. For one thread.
 */
final class ArraySplitter {
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final int END = -1;

  private final InputStream source;
  private final int limitBytes;
  private byte[] buffer = new byte[CHUNK_BYTES];
  private int position;
  private int filled;
  private boolean started;

  /** Where the object at hand begins in the buffer; -1 between objects. */
  private int kept = -1;

  /** Bytes that have left the buffer, for messages. */
  private long passed;

  /** Cuts objects of at most so many bytes. */
  ArraySplitter(InputStream source, int limitBytes) {
    this.source = source;
    this.limitBytes = limitBytes;
  }

  /** The bytes of the next object, or null after the last one. */
  byte @Nullable [] next() throws IOException {
    if (!started) {
      require(significant() == '[', "An array was expected");
      position++;
      started = true;
      if (significant() == ']') {
        return end();
      }
    } else if (significant() == ']') {
      return end();
    } else {
      require(significant() == ',', "A comma or the end of the array was expected");
      position++;
    }
    require(significant() == '{', "An object was expected");
    return object();
  }

  private byte @Nullable [] end() throws IOException {
    position++;
    require(significant() == END, "Something follows the end of the array");
    return null;
  }

  private byte[] object() throws IOException {
    kept = position;
    int depth = 0;
    do {
      switch (read()) {
        case '"' -> string();
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        default -> {}
      }
    } while (depth > 0);
    limit(position - kept);
    byte[] object = Arrays.copyOfRange(buffer, kept, position);
    kept = -1;
    return object;
  }

  private void string() throws IOException {
    int b = read();
    while (b != '"') {
      if (b == '\\') {
        read();
      }
      b = read();
    }
  }

  private int read() throws IOException {
    if (position == filled) {
      require(fill(), "The array ends within an object");
    }
    return buffer[position++];
  }

  /** The next byte that is not white space, unread, or {@link #END}. */
  private int significant() throws IOException {
    while (position < filled || fill()) {
      byte b = buffer[position];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b & 0xFF;
      }
      position++;
    }
    return END;
  }

  /** Gets more bytes behind the position; false at the end of the source. */
  private boolean fill() throws IOException {
    int start = kept < 0 ? position : kept;
    int length = filled - start;
    limit(length);
    if (length == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    } else {
      System.arraycopy(buffer, start, buffer, 0, length);
      position -= start;
      filled = length;
      passed += start;
      kept = kept < 0 ? -1 : 0;
    }
    int count = source.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, count);
    return count > 0;
  }

  private void limit(int length) {
    if (length > limitBytes) {
      throw RequestException.tooLarge("One document of the bulk insert", limitBytes);
    }
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new JsonException(message, (int) Math.min(Integer.MAX_VALUE, passed + position));
    }
  }
}
