// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.transaction;

import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;
import porthole.storage.api.Folding;
import porthole.storage.api.engine.Cursor;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.Snapshot;
import porthole.storage.internal.document.Ids;
import porthole.storage.internal.document.Keys;

/** Numbers given out one after the other, by prefix. */
public final class Identities {
  private static final String MARK = "|";

  private Identities() {}

  /** The next number of a prefix. */
  public static long next(WriteLayer layer, String prefix) {
    byte[] key = key(prefix);
    long next = Math.addExact(last(layer, key), 1);
    store(layer, key, next);
    return next;
  }

  /** Sets the last number of a prefix; only upwards unless forced. */
  public static long seed(WriteLayer layer, String prefix, long value, boolean force) {
    byte[] key = key(prefix);
    long last = last(layer, key);
    if (!force && value <= last) {
      return last;
    }
    store(layer, key, value);
    return value;
  }

  /** The last numbers, by folded prefix. The caller sees to it that it stays open meanwhile. */
  public static SortedMap<String, Long> all(Environment environment) {
    SortedMap<String, Long> all = new TreeMap<>();
    try (Snapshot snapshot = environment.snapshot();
        Cursor cursor = snapshot.ascending(Keys.identitiesStart(), Keys.identitiesEnd())) {
      while (cursor.next()) {
        all.put(Keys.foldedText(cursor.key()), number(cursor.value()));
      }
    }
    return all;
  }

  private static byte[] key(String prefix) {
    String marked = prefix.endsWith(MARK) ? prefix : prefix + MARK;
    return Keys.identity(Folding.fold(Ids.check(marked)));
  }

  private static long last(WriteLayer layer, byte[] key) {
    byte[] stored = layer.get(key);
    return stored == null ? 0 : number(stored);
  }

  private static long number(byte[] stored) {
    return ByteBuffer.wrap(stored).getLong();
  }

  private static void store(WriteLayer layer, byte[] key, long value) {
    layer.put(key, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }
}
