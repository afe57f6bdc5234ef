// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.StorageException;
import porthole.storage.api.engine.Cursor;
import porthole.storage.api.engine.EngineException;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.Snapshot;
import porthole.storage.api.engine.StorageEngine;
import porthole.storage.api.engine.WriteBatch;
import porthole.storage.internal.document.Keys;

/**
 * The system database: what is known of all databases without opening any. Its keys are in
 * docs/formats/storage-keys.md. Thread-safe.
 */
final class SystemStore {
  /** The environment's name. */
  static final String NAME = "system";

  private static final byte RECORDS = 1;
  private static final byte REMOVALS = 3;

  private final Environment environment;
  private final Leases leases = new Leases();

  private SystemStore(Environment environment) {
    this.environment = environment;
  }

  static SystemStore open(StorageEngine engine, Path directory) {
    Environment environment = engine.open(NAME, directory);
    try {
      Format.SYSTEM.check(environment, "");
      return new SystemStore(environment);
    } catch (RuntimeException | Error e) {
      environment.close();
      throw e;
    }
  }

  List<StoredRecord> records() {
    List<StoredRecord> records = new ArrayList<>();
    scan(RECORDS, (key, value) -> records.add(StoredRecord.decode(value)));
    return records;
  }

  /**
   * Adds a record.
   *
   * @throws StorageException.DatabaseAlreadyExists when there is one of that name
   */
  void insert(StoredRecord record, Report report) {
    byte[] key = key(RECORDS, record.name());
    WriteBatch batch = new WriteBatch().require(key, null).put(key, record.encode());
    Ledger.remember(record, report, batch);
    try {
      commit(batch);
    } catch (EngineException.Conflict e) {
      throw new StorageException.DatabaseAlreadyExists(record.name());
    }
  }

  /** Replaces a record; false when it is not {@code old} any more. */
  boolean replace(StoredRecord old, StoredRecord changed) {
    byte[] key = key(RECORDS, old.name());
    try {
      commit(new WriteBatch().require(key, old.encode()).put(key, changed.encode()));
      return true;
    } catch (EngineException.Conflict e) {
      return false;
    }
  }

  /** Takes a record out and, where its files are to go, remembers that they have to. */
  void remove(StoredRecord record, boolean filesToo) {
    WriteBatch batch = new WriteBatch().delete(key(RECORDS, record.name()));
    Ledger.forget(record, batch);
    if (filesToo) {
      batch.put(key(REMOVALS, record.directory()), new byte[0]);
    }
    commit(batch);
  }

  /** Directories whose removal has been decided and may not be finished. */
  List<String> removals() {
    List<String> directories = new ArrayList<>();
    scan(REMOVALS, (key, value) -> directories.add(new String(key, 1, key.length - 1, UTF_8)));
    return directories;
  }

  void removed(String directory) {
    commit(new WriteBatch().delete(key(REMOVALS, directory)));
  }

  void commit(WriteBatch batch) {
    using(
        open -> {
          open.commit(batch);
          return true;
        });
  }

  /** Shows each entry of a table, the table being the first byte of its keys. */
  void scan(byte table, BiConsumer<byte[], byte[]> entry) {
    using(
        open -> {
          try (Snapshot snapshot = open.snapshot();
              Cursor cursor =
                  snapshot.ascending(new byte[] {table}, new byte[] {(byte) (table + 1)})) {
            while (cursor.next()) {
              entry.accept(cursor.key(), cursor.value());
            }
          }
          return true;
        });
  }

  private <T> T using(Function<Environment, T> work) {
    if (!leases.tryAcquire()) {
      throw new StorageException.DatabaseUnavailable(
          "Storage is being stopped.", DatabaseState.UNLOADING, 1, List.of(), null);
    }
    try (Leases.Lease lease = leases.lease()) {
      return work.apply(environment);
    } catch (EngineException.Conflict e) {
      throw e;
    } catch (EngineException e) {
      throw new StorageException.EngineFailed("The system database failed: " + e.getMessage(), e);
    }
  }

  private static byte[] key(byte table, String name) {
    byte[] utf8 = Keys.fold(name).getBytes(UTF_8);
    return ByteBuffer.allocate(utf8.length + 1).put(table).put(utf8).array();
  }

  void close() {
    Waiting.forever(leases.close());
    environment.close();
  }
}
