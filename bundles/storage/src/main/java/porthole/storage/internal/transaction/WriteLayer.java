// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.transaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.Folding;
import porthole.storage.api.engine.Cursor;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.Snapshot;
import porthole.storage.api.engine.WriteBatch;
import porthole.storage.internal.document.CollectionTotals;
import porthole.storage.internal.document.Keys;
import porthole.storage.internal.document.Totals;

/**
 * The writes of a group's requests that are not committed yet, over those of a group that is being
 * committed, over the environment.
 *
 * <p>Reads see all of them. The writes of one request are between {@link #begin} and either {@link
 * #keep}, when the whole request went well, or {@link #undo}. Nobody else writes to the environment
 * meanwhile. For one thread; after {@link #seal} it changes no more, and others may read it.
 */
public final class WriteLayer {

  /** A value, or null for a key that is to be removed. */
  private record Slot(byte @Nullable [] value) {}

  /** What a key had before the request at hand wrote to it; null for nothing in this layer. */
  private record Before(Key key, @Nullable Slot slot) {}

  private static final class Key {
    private final byte[] bytes;
    private final int hash;

    Key(byte[] bytes) {
      this.bytes = bytes;
      hash = Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  private final Environment environment;
  private final Map<Key, Slot> writes = new LinkedHashMap<>();
  private final List<Before> journal = new ArrayList<>();
  private final PendingTotals kept;
  private @Nullable WriteLayer below;
  private @Nullable Totals after;
  private PendingTotals totals;

  /** Right over the environment. */
  public WriteLayer(Environment environment, Totals base) {
    this(environment, null, base);
  }

  private WriteLayer(Environment environment, @Nullable WriteLayer below, Totals base) {
    this.environment = environment;
    this.below = below;
    kept = new PendingTotals(base);
    totals = kept.child();
  }

  /** A layer over this one, which is sealed. */
  WriteLayer next() {
    return new WriteLayer(environment, this, after());
  }

  /** What is below has been committed. */
  void settle() {
    below = null;
  }

  /** Nothing more is written to it. */
  void seal() {
    after = kept.toTotals();
  }

  /** The counts as they are with all that was kept. */
  Totals after() {
    return Objects.requireNonNull(after, "not sealed");
  }

  /** A request begins. */
  void begin() {
    journal.clear();
    totals = kept.child();
  }

  /** What was written since {@link #begin} stays. */
  void keep() {
    kept.take(totals);
  }

  /** What was written since {@link #begin} was never written. */
  void undo() {
    for (int i = journal.size() - 1; i >= 0; i--) {
      Before before = journal.get(i);
      if (before.slot == null) {
        writes.remove(before.key);
      } else {
        writes.put(before.key, before.slot);
      }
    }
  }

  PendingTotals totals() {
    return totals;
  }

  boolean isEmpty() {
    return writes.isEmpty();
  }

  void put(byte[] key, byte[] value) {
    write(key, new Slot(value));
  }

  void delete(byte[] key) {
    write(key, new Slot(null));
  }

  private void write(byte[] bytes, Slot slot) {
    Key key = new Key(bytes);
    journal.add(new Before(key, writes.get(key)));
    writes.put(key, slot);
  }

  byte @Nullable [] get(byte[] key) {
    Key wanted = new Key(key);
    Slot slot = writes.get(wanted);
    if (slot == null && below != null) {
      slot = below.writes.get(wanted);
    }
    return slot == null ? environment.get(key) : slot.value();
  }

  /** The keys that begin so, in order. */
  NavigableSet<byte[]> keys(byte[] prefix) {
    byte[] end = Keys.after(prefix);
    NavigableSet<byte[]> keys = stored(prefix, end);
    if (below != null) {
      below.change(keys, prefix, end);
    }
    change(keys, prefix, end);
    return keys;
  }

  private void change(NavigableSet<byte[]> keys, byte[] from, byte[] to) {
    writes.forEach(
        (key, slot) -> {
          if (Arrays.compareUnsigned(key.bytes, from) < 0
              || Arrays.compareUnsigned(key.bytes, to) >= 0) {
            return;
          }
          if (slot.value() == null) {
            keys.remove(key.bytes);
          } else {
            keys.add(key.bytes);
          }
        });
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
  WriteBatch toBatch() {
    WriteBatch batch = new WriteBatch();
    writes.forEach((key, slot) -> add(batch, key.bytes, slot.value()));
    for (CollectionTotals collection : kept.changedCollections()) {
      batch.put(Keys.collection(Folding.fold(collection.name())), collection.encode());
    }
    return batch.put(Keys.totals(), after().encode());
  }

  private static void add(WriteBatch batch, byte[] key, byte @Nullable [] value) {
    if (value == null) {
      batch.delete(key);
    } else {
      batch.put(key, value);
    }
  }
}
