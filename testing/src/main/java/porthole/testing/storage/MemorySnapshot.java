// SPDX-License-Identifier: Apache-2.0
package porthole.testing.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.engine.Cursor;
import porthole.storage.api.engine.Snapshot;

/** A map that nobody changes any more. */
final class MemorySnapshot implements Snapshot {
  private final NavigableMap<byte[], byte[]> map;
  private final AtomicInteger handles;
  private final AtomicBoolean closed = new AtomicBoolean();

  MemorySnapshot(NavigableMap<byte[], byte[]> map, AtomicInteger handles) {
    this.map = map;
    this.handles = handles;
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    byte[] value = map.get(key);
    return value == null ? null : value.clone();
  }

  @Override
  public List<byte @Nullable []> get(List<byte[]> keys) {
    List<byte @Nullable []> values = new ArrayList<>(keys.size());
    for (byte[] key : keys) {
      values.add(get(key));
    }
    return values;
  }

  @Override
  public Cursor ascending(byte[] from, byte @Nullable [] to) {
    return cursor(range(from, to));
  }

  @Override
  public Cursor descending(byte[] from, byte @Nullable [] to) {
    return cursor(range(from, to).descendingMap());
  }

  private NavigableMap<byte[], byte[]> range(byte[] from, byte @Nullable [] to) {
    if (to == null) {
      return map.tailMap(from, true);
    }
    return Arrays.compareUnsigned(from, to) >= 0
        ? Collections.emptyNavigableMap()
        : map.subMap(from, true, to, false);
  }

  private Cursor cursor(NavigableMap<byte[], byte[]> range) {
    handles.incrementAndGet();
    return new MemoryCursor(range.entrySet().iterator(), handles);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      handles.decrementAndGet();
    }
  }

  private static final class MemoryCursor implements Cursor {
    private final Iterator<Map.Entry<byte[], byte[]>> entries;
    private final AtomicInteger handles;
    private final AtomicBoolean closed = new AtomicBoolean();
    private Map.@Nullable Entry<byte[], byte[]> current;

    MemoryCursor(Iterator<Map.Entry<byte[], byte[]>> entries, AtomicInteger handles) {
      this.entries = entries;
      this.handles = handles;
    }

    @Override
    public boolean next() {
      current = entries.hasNext() ? entries.next() : null;
      return current != null;
    }

    @Override
    public byte[] key() {
      return current().getKey().clone();
    }

    @Override
    public byte[] value() {
      return current().getValue().clone();
    }

    private Map.Entry<byte[], byte[]> current() {
      Map.Entry<byte[], byte[]> entry = current;
      if (entry == null) {
        throw new IllegalStateException("The cursor is at no entry.");
      }
      return entry;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        handles.decrementAndGet();
      }
    }
  }
}
