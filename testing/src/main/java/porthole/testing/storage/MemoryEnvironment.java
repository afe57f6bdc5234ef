// SPDX-License-Identifier: Apache-2.0
package porthole.testing.storage;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.engine.EngineException;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.Snapshot;
import porthole.storage.api.engine.WriteBatch;

/** A sorted map that is copied by the first commit after a snapshot was taken. */
final class MemoryEnvironment implements Environment {

  /** What an environment holds, which outlives its being open. */
  static final class Contents {
    private NavigableMap<byte[], byte[]> map = new TreeMap<>(Arrays::compareUnsigned);
    private boolean shared;

    synchronized byte @Nullable [] get(byte[] key) {
      return map.get(key);
    }

    synchronized NavigableMap<byte[], byte[]> share() {
      shared = true;
      return map;
    }

    synchronized void apply(WriteBatch batch) {
      for (WriteBatch.Condition condition : batch.conditions()) {
        if (!Arrays.equals(map.get(condition.key()), condition.value())) {
          throw new EngineException.Conflict(
              "The key " + Arrays.toString(condition.key()) + " is not as required.");
        }
      }
      if (shared) {
        NavigableMap<byte[], byte[]> copy = new TreeMap<>(Arrays::compareUnsigned);
        copy.putAll(map);
        map = copy;
        shared = false;
      }
      for (WriteBatch.Write write : batch.writes()) {
        byte[] value = write.value();
        if (value == null) {
          map.remove(write.key());
        } else {
          map.put(write.key().clone(), value.clone());
        }
      }
    }

    synchronized long bytes() {
      long bytes = 0;
      for (var entry : map.entrySet()) {
        bytes += entry.getKey().length + (long) entry.getValue().length;
      }
      return bytes;
    }
  }

  private final String name;
  private final Contents contents;
  private final Consumer<MemoryEnvironment> onClose;
  private final AtomicInteger handles = new AtomicInteger();
  private volatile boolean closed;

  MemoryEnvironment(String name, Contents contents, Consumer<MemoryEnvironment> onClose) {
    this.name = name;
    this.contents = contents;
    this.onClose = onClose;
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    checkOpen();
    byte[] value = contents.get(key);
    return value == null ? null : value.clone();
  }

  @Override
  public Snapshot snapshot() {
    checkOpen();
    handles.incrementAndGet();
    return new MemorySnapshot(contents.share(), handles);
  }

  @Override
  public void commit(WriteBatch batch) {
    checkOpen();
    contents.apply(batch);
  }

  @Override
  public long sizeOnDiskBytes() {
    checkOpen();
    return contents.bytes();
  }

  @Override
  public void flush() {
    checkOpen();
  }

  @Override
  public void close() {
    if (handles.get() != 0) {
      throw new IllegalStateException(
          "Environment '" + name + "' still has " + handles + " snapshots or cursors open.");
    }
    closed = true;
    onClose.accept(this);
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("Environment '" + name + "' was used after its close.");
    }
  }
}
