// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import porthole.storage.api.engine.Cursor;
import porthole.storage.api.engine.Snapshot;

/** A snapshot of RocksDB. Holds one of the environment's handles until it is closed. */
final class RocksSnapshot implements Snapshot {
  private final RocksDB database;
  private final RocksErrors errors;
  private final Handles handles;
  private final org.rocksdb.Snapshot instant;
  private final ReadOptions options;
  private boolean closed;

  /** Takes over a handle that the caller has acquired. */
  RocksSnapshot(RocksDB database, RocksErrors errors, Handles handles) {
    this.database = database;
    this.errors = errors;
    this.handles = handles;
    instant = database.getSnapshot();
    options = new ReadOptions().setSnapshot(instant);
  }

  RocksDB database() {
    return database;
  }

  RocksErrors errors() {
    return errors;
  }

  Handles handles() {
    return handles;
  }

  org.rocksdb.Snapshot instant() {
    return instant;
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    checkOpen();
    try {
      return database.get(options, key);
    } catch (RocksDBException e) {
      throw errors.map("Reading", e);
    }
  }

  @Override
  public List<byte @Nullable []> get(List<byte[]> keys) {
    checkOpen();
    if (keys.isEmpty()) {
      return List.of();
    }
    try {
      return database.multiGetAsList(options, keys);
    } catch (RocksDBException e) {
      throw errors.map("Reading", e);
    }
  }

  @Override
  public Cursor ascending(byte[] from, byte @Nullable [] to) {
    return cursor(from, to, true);
  }

  @Override
  public Cursor descending(byte[] from, byte @Nullable [] to) {
    return cursor(from, to, false);
  }

  private Cursor cursor(byte[] from, byte @Nullable [] to, boolean ascending) {
    checkOpen();
    if (to != null && Arrays.compareUnsigned(from, to) >= 0) {
      return RocksCursor.empty();
    }
    handles.acquire();
    return new RocksCursor(this, from, to, ascending);
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException(
          "A snapshot of environment '" + errors.name() + "' was used after its close.");
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    options.close();
    database.releaseSnapshot(instant);
    instant.close();
    handles.release();
  }
}
