// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.byquery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import porthole.http.internal.exchange.RequestException;

/** The ids of documents that were found, packed, since there may be millions. For one thread. */
final class FoundIds {
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final byte END = 0;

  private final long maxBytes;
  private final Deque<byte[]> chunks = new ArrayDeque<>();
  private byte[] filling = new byte[CHUNK_BYTES];
  private int filled;
  private int taken;
  private long count;

  /** With room for so much. */
  FoundIds(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** How many were added. */
  long count() {
    return count;
  }

  void add(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    if (filled + bytes.length + 1 > CHUNK_BYTES) {
      flush();
    }
    System.arraycopy(bytes, 0, filling, filled, bytes.length);
    filled += bytes.length;
    filling[filled++] = END;
    count++;
  }

  /** Takes out the first ones. */
  List<String> next(int most) {
    List<String> next = new ArrayList<>();
    while (next.size() < most) {
      if (chunks.isEmpty()) {
        if (filled == 0) {
          return next;
        }
        flush();
      }
      take(next);
    }
    return next;
  }

  private void take(List<String> next) {
    byte[] chunk = chunks.element();
    int end = taken;
    while (chunk[end] != END) {
      end++;
    }
    next.add(new String(chunk, taken, end - taken, StandardCharsets.UTF_8));
    taken = end + 1;
    if (taken == chunk.length) {
      chunks.remove();
      taken = 0;
    }
  }

  private void flush() {
    if ((chunks.size() + 1L) * CHUNK_BYTES > maxBytes) {
      throw RequestException.badRequest(
          "The query finds more than "
              + count
              + " documents, whose ids take more than "
              + maxBytes
              + " bytes. Change fewer at a time, with a narrower condition or 'limit'.");
    }
    chunks.add(Arrays.copyOf(filling, filled));
    filling = new byte[CHUNK_BYTES];
    filled = 0;
  }
}
