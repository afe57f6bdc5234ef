// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.configuration;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/** Remembers what was read from records, for as long as these have not changed. Thread-safe. */
final class ClientEtags {
  private static final int MOST = 10_000;

  /** What was read from a record of that etag. */
  private record Known(long recordEtag, long etag) {}

  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final ToLongFunction<byte[]> reader;

  /** With what reads a record. */
  ClientEtags(ToLongFunction<byte[]> reader) {
    this.reader = reader;
  }

  /** What the reader says of a record. */
  long of(String owner, long recordEtag, byte[] record) {
    Known before = known.get(owner);
    if (before != null && before.recordEtag == recordEtag) {
      return before.etag;
    }
    if (known.size() >= MOST) {
      known.clear();
    }
    long etag = reader.applyAsLong(record);
    known.put(owner, new Known(recordEtag, etag));
    return etag;
  }
}
