// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;
import porthole.storage.api.engine.EngineException;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.Snapshot;
import porthole.storage.api.engine.WriteBatch;

/** One RocksDB, with the default column family only. */
final class RocksEnvironment implements Environment {
  private static final String MEMTABLES = "rocksdb.cur-size-all-mem-tables";

  private final RocksDB database;
  private final Options options;
  private final WriteOptions synced;
  private final RocksErrors errors;
  private final Consumer<RocksEnvironment> onClose;
  private final Handles handles;

  // A conditional batch excludes all others from the check until it is written.
  private final ReadWriteLock commits = new ReentrantReadWriteLock();

  // Held by who looks after it from within the engine and is no user of it.
  private final Object tending = new Object();
  private boolean closing;

  /** Takes over the database and its options. */
  RocksEnvironment(
      RocksDB database,
      Options options,
      WriteOptions synced,
      RocksErrors errors,
      Consumer<RocksEnvironment> onClose) {
    this.database = database;
    this.options = options;
    this.synced = synced;
    this.errors = errors;
    this.onClose = onClose;
    handles = new Handles(errors.name());
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    handles.acquire();
    try {
      return database.get(key);
    } catch (RocksDBException e) {
      throw errors.map("Reading", e);
    } finally {
      handles.release();
    }
  }

  @Override
  public Snapshot snapshot() {
    handles.acquire();
    return new RocksSnapshot(database, errors, handles);
  }

  @Override
  public void commit(WriteBatch batch) {
    Lock lock = batch.conditions().isEmpty() ? commits.readLock() : commits.writeLock();
    handles.acquire();
    try (org.rocksdb.WriteBatch nativeBatch = new org.rocksdb.WriteBatch(BatchBytes.of(batch))) {
      lock.lock();
      try {
        check(batch);
        database.write(synced, nativeBatch);
      } finally {
        lock.unlock();
      }
    } catch (RocksDBException e) {
      throw errors.map("Writing to", e);
    } finally {
      handles.release();
    }
  }

  private void check(WriteBatch batch) throws RocksDBException {
    for (WriteBatch.Condition condition : batch.conditions()) {
      if (!Arrays.equals(database.get(condition.key()), condition.value())) {
        throw new EngineException.Conflict(
            "Environment '"
                + errors.name()
                + "': the key "
                + HexFormat.of().formatHex(condition.key())
                + " does not have the value that the batch requires.");
      }
    }
  }

  @Override
  public long sizeOnDiskBytes() {
    handles.acquire();
    try {
      return property("rocksdb.total-sst-files-size") + property(MEMTABLES);
    } finally {
      handles.release();
    }
  }

  @Override
  public void flush() {
    handles.acquire();
    try (FlushOptions waiting = new FlushOptions().setWaitForFlush(true)) {
      database.flush(waiting);
    } catch (RocksDBException e) {
      throw errors.map("Flushing", e);
    } finally {
      handles.release();
    }
  }

  /** Memory that its recent writes take; 0 when it is being closed. */
  long memtableBytes() {
    synchronized (tending) {
      return closing ? 0 : property(MEMTABLES);
    }
  }

  private long property(String name) {
    try {
      return database.getLongProperty(name);
    } catch (RocksDBException e) {
      throw errors.map("Measuring", e);
    }
  }

  /** The number of its last write; 0 when it is being closed. */
  long lastSequence() {
    synchronized (tending) {
      return closing ? 0 : database.getLatestSequenceNumber();
    }
  }

  /** Lets a background thread flush it, unless it is being closed. */
  void flushSoon() {
    synchronized (tending) {
      if (closing) {
        return;
      }
      try (FlushOptions soon = new FlushOptions().setWaitForFlush(false).setAllowWriteStall(true)) {
        database.flush(soon);
      } catch (RocksDBException e) {
        throw errors.map("Flushing", e);
      }
    }
  }

  @Override
  public void close() {
    if (!handles.close()) {
      return;
    }
    synchronized (tending) {
      closing = true;
    }
    try {
      database.closeE();
    } catch (RocksDBException e) {
      throw errors.map("Closing", e);
    } finally {
      options.close();
      onClose.accept(this);
    }
  }
}
