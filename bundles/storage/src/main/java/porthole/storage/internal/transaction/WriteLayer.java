// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.transaction;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.engine.Cursor;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.Snapshot;
import porthole.storage.api.engine.WriteBatch;
import porthole.storage.internal.document.CollectionTotals;
import porthole.storage.internal.document.Keys;
import porthole.storage.internal.document.Totals;

/**
 * Writes that are not committed yet, over those of a group's earlier requests, over the
 * environment.
 *
 * <p>Reads see all of them. A request writes to a {@link #child}, which is taken over when the
 * whole request went well, and dropped otherwise. Nobody else writes to the environment meanwhile.
 * For one thread.
 */
public final class WriteLayer {

  /** A value, or null for a key that is to be removed. */
  private record Slot(byte @Nullable [] value) {}

  private final Environment environment;
  private final @Nullable WriteLayer parent;
  private final PendingTotals totals;
  private final NavigableMap<byte[], Slot> writes = new TreeMap<>(Arrays::compareUnsigned);

  /** Right over the environment. */
  public WriteLayer(Environment environment, Totals base) {
    this.environment = environment;
    parent = null;
    totals = new PendingTotals(base);
  }

  private WriteLayer(WriteLayer parent) {
    environment = parent.environment;
    this.parent = parent;
    totals = parent.totals.child();
  }

  WriteLayer child() {
    return new WriteLayer(this);
  }

  void take(WriteLayer child) {
    writes.putAll(child.writes);
    totals.take(child.totals);
  }

  PendingTotals totals() {
    return totals;
  }

  boolean isEmpty() {
    return writes.isEmpty();
  }

  void put(byte[] key, byte[] value) {
    writes.put(key, new Slot(value));
  }

  void delete(byte[] key) {
    writes.put(key, new Slot(null));
  }

  byte @Nullable [] get(byte[] key) {
    Slot mine = writes.get(key);
    if (mine != null) {
      return mine.value();
    }
    return parent == null ? environment.get(key) : parent.get(key);
  }

  /** The keys that begin so, in order. */
  NavigableSet<byte[]> keys(byte[] prefix) {
    byte[] end = Keys.after(prefix);
    NavigableSet<byte[]> keys = parent == null ? stored(prefix, end) : parent.keys(prefix);
    writes
        .subMap(prefix, true, end, false)
        .forEach(
            (key, slot) -> {
              if (slot.value() == null) {
                keys.remove(key);
              } else {
                keys.add(key);
              }
            });
    return keys;
  }

  private NavigableSet<byte[]> stored(byte[] from, byte[] to) {
    NavigableSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
    try (Snapshot snapshot = environment.snapshot();
        Cursor cursor = snapshot.ascending(from, to)) {
      while (cursor.next()) {
        keys.add(cursor.key());
      }
    }
    return keys;
  }

  /** All of it, with the counts that hold afterwards. */
  WriteBatch toBatch(Totals after) {
    WriteBatch batch = new WriteBatch();
    writes.forEach((key, slot) -> add(batch, key, slot.value()));
    for (CollectionTotals collection : totals.changedCollections()) {
      batch.put(Keys.collection(Keys.fold(collection.name())), collection.encode());
    }
    return batch.put(Keys.totals(), after.encode());
  }

  private static void add(WriteBatch batch, byte[] key, byte @Nullable [] value) {
    if (value == null) {
      batch.delete(key);
    } else {
      batch.put(key, value);
    }
  }
}
