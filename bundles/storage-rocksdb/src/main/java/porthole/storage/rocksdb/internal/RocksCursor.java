// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import porthole.storage.api.engine.Cursor;

/** A native iterator with its bounds, which live as long as it does. */
final class RocksCursor implements Cursor {
  private final RocksErrors errors;
  private final Handles handles;
  private final Slice lower;
  private final @Nullable Slice upper;
  private final ReadOptions options;
  private final RocksIterator iterator;
  private final boolean ascending;
  private boolean started;
  private boolean ended;
  private boolean closed;

  RocksCursor(RocksSnapshot source, byte[] from, byte @Nullable [] to, boolean ascending) {
    errors = source.errors();
    handles = source.handles();
    this.ascending = ascending;
    lower = new Slice(from);
    upper = to == null ? null : new Slice(to);
    options = new ReadOptions().setSnapshot(source.instant()).setIterateLowerBound(lower);
    if (upper != null) {
      options.setIterateUpperBound(upper);
    }
    iterator = source.database().newIterator(options);
  }

  @Override
  public boolean next() {
    if (closed || ended) {
      return false;
    }
    move();
    if (iterator.isValid()) {
      return true;
    }
    ended = true;
    checkStatus();
    return false;
  }

  private void move() {
    if (started && ascending) {
      iterator.next();
    } else if (started) {
      iterator.prev();
    } else if (ascending) {
      iterator.seekToFirst();
    } else {
      iterator.seekToLast();
    }
    started = true;
  }

  private void checkStatus() {
    try {
      iterator.status();
    } catch (RocksDBException e) {
      throw errors.map("Scanning", e);
    }
  }

  @Override
  public byte[] key() {
    checkAtEntry();
    return iterator.key();
  }

  @Override
  public byte[] value() {
    checkAtEntry();
    return iterator.value();
  }

  private void checkAtEntry() {
    if (closed || ended || !started) {
      throw new IllegalStateException("The cursor is at no entry.");
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    iterator.close();
    options.close();
    lower.close();
    if (upper != null) {
      upper.close();
    }
    handles.release();
  }

  /** Nothing at all: what an empty range holds, without troubling RocksDB. */
  static Cursor empty() {
    return new Cursor() {
      @Override
      public boolean next() {
        return false;
      }

      @Override
      public byte[] key() {
        throw new IllegalStateException("The cursor is at no entry.");
      }

      @Override
      public byte[] value() {
        throw new IllegalStateException("The cursor is at no entry.");
      }

      @Override
      public void close() {}
    };
  }
}
