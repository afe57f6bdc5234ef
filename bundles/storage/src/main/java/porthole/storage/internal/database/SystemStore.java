// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.Folding;
import porthole.storage.api.StorageException;
import porthole.storage.api.engine.Cursor;
import porthole.storage.api.engine.EngineException;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.Snapshot;
import porthole.storage.api.engine.StorageEngine;
import porthole.storage.api.engine.WriteBatch;

/**
 * The system database: what is known of all databases without opening any. Its keys are in
 * docs/formats/storage-keys.md. Thread-safe.
 */
final class SystemStore {
  /** The environment's name. */
  static final String NAME = "system";

  private static final byte RECORDS = 1;
  private static final byte REMOVALS = 3;
  private static final byte SERVER = 6;

  private final SystemEnvironment environment;
  private final Leases leases = new Leases();

  private SystemStore(SystemEnvironment environment) {
    this.environment = environment;
  }

  static SystemStore open(StorageContext context) {
    Retry retry = new Retry(() -> context.policy().get().backoff(), context.platform().nanoClock());
    return new SystemStore(new SystemEnvironment(() -> environment(context), retry));
  }

  private static Environment environment(StorageContext context) {
    Path directory = context.data().resolve(NAME);
    Environment environment = context.engine().open(NAME, directory);
    try {
      Format.SYSTEM.check(environment, "");
      Files.deleteIfExists(directory.resolve(StorageEngine.ACCEPT_LOSS));
      return environment;
    } catch (IOException e) {
      environment.close();
      throw new EngineException("The system database in " + directory + ": " + e, e);
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

  /** What was decided for all databases, or null. */
  byte @Nullable [] server() {
    List<byte[]> found = new ArrayList<>();
    scan(SERVER, (key, value) -> found.add(value));
    return found.isEmpty() ? null : found.get(0);
  }

  void server(byte[] record) {
    commit(new WriteBatch().put(new byte[] {SERVER}, record));
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
    using(() -> environment.commit(batch));
  }

  /** Shows each entry of a table, the table being the first byte of its keys. */
  void scan(byte table, BiConsumer<byte[], byte[]> entry) {
    using(() -> environment.read(open -> scan(open, table, entry)));
  }

  private static void scan(Environment open, byte table, BiConsumer<byte[], byte[]> entry) {
    try (Snapshot snapshot = open.snapshot();
        Cursor cursor = snapshot.ascending(new byte[] {table}, new byte[] {(byte) (table + 1)})) {
      while (cursor.next()) {
        entry.accept(cursor.key(), cursor.value());
      }
    }
  }

  private void using(Runnable work) {
    if (!leases.tryAcquire()) {
      throw new StorageException.DatabaseUnavailable(
          "Storage is being stopped.", DatabaseState.UNLOADING, 1, List.of(), null);
    }
    try (Leases.Lease lease = leases.lease()) {
      work.run();
    } catch (EngineException.Conflict e) {
      throw e;
    } catch (EngineException e) {
      throw new StorageException.EngineFailed("The system database failed: " + e.getMessage(), e);
    }
  }

  private static byte[] key(byte table, String name) {
    byte[] utf8 = Folding.fold(name).getBytes(UTF_8);
    return ByteBuffer.allocate(utf8.length + 1).put(table).put(utf8).array();
  }

  void close() {
    Waiting.forever(leases.close());
    environment.close();
  }
}
