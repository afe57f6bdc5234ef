// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
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
  private final RocksDB database;
  private final Options options;
  private final WriteOptions synced;
  private final RocksErrors errors;
  private final Runnable onClose;
  private final Handles handles;

  // A conditional batch excludes all others from the check until it is written.
  private final ReadWriteLock commits = new ReentrantReadWriteLock();

  /** Takes over the database and its options. */
  RocksEnvironment(
      RocksDB database,
      Options options,
      WriteOptions synced,
      RocksErrors errors,
      Runnable onClose) {
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
    try (org.rocksdb.WriteBatch nativeBatch = copy(batch)) {
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

  private static org.rocksdb.WriteBatch copy(WriteBatch batch) throws RocksDBException {
    org.rocksdb.WriteBatch copy = new org.rocksdb.WriteBatch();
    try {
      for (WriteBatch.Write write : batch.writes()) {
        byte[] value = write.value();
        if (value == null) {
          copy.delete(write.key());
        } else {
          copy.put(write.key(), value);
        }
      }
      return copy;
    } catch (RocksDBException | RuntimeException e) {
      copy.close();
      throw e;
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
      return database.getLongProperty("rocksdb.total-sst-files-size")
          + database.getLongProperty("rocksdb.cur-size-all-mem-tables");
    } catch (RocksDBException e) {
      throw errors.map("Measuring", e);
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

  @Override
  public void close() {
    if (!handles.close()) {
      return;
    }
    try {
      database.closeE();
    } catch (RocksDBException e) {
      throw errors.map("Closing", e);
    } finally {
      options.close();
      onClose.run();
    }
  }
}
