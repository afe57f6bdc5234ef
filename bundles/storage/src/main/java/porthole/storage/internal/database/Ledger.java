// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import porthole.storage.api.StorageException;
import porthole.storage.api.engine.WriteBatch;

/**
 * What the system database keeps of each database besides its record: the last report on it,
 * whether it is open, and whether it is switched off. By directory, so that nothing of a deleted
 * database is ever taken for its successor's. Thread-safe.
 */
final class Ledger {
  private static final System.Logger LOG = System.getLogger("porthole.storage");

  private static final byte REPORTS = 2;
  private static final byte LOADED = 4;
  private static final byte DISABLED = 5;

  private final SystemStore system;

  // Loaded databases of which that could not be written down, by directory.
  private final Map<String, Instant> unmarked = new ConcurrentHashMap<>();

  // Last reports share it, since they may share a sync as well; a report on what is still loaded
  // excludes them, or it could come after the last one, which is the truth.
  private final ReadWriteLock lastReports = new ReentrantReadWriteLock();

  Ledger(SystemStore system) {
    this.system = system;
  }

  /** The last reports, by directory. */
  Map<String, Report> reports() {
    Map<String, Report> reports = new HashMap<>();
    system.scan(REPORTS, (key, value) -> reports.put(directory(key), Report.decode(value)));
    return reports;
  }

  /** The directories of databases that were loaded and not unloaded after that. */
  Set<String> loaded() {
    Set<String> directories = new HashSet<>();
    system.scan(LOADED, (key, value) -> directories.add(directory(key)));
    return directories;
  }

  /** Why which are switched off, by directory. */
  Map<String, String> disabled() {
    Map<String, String> reasons = new HashMap<>();
    system.scan(DISABLED, (key, value) -> reasons.put(directory(key), new String(value, UTF_8)));
    return reasons;
  }

  /**
   * It is about to be written to: from now on the last report may be out of date. Where that cannot
   * be written down, it is with the next report.
   */
  void loaded(StoredRecord record, Instant now) {
    try {
      system.commit(mark(record, now, new WriteBatch()));
    } catch (StorageException.EngineFailed e) {
      LOG.log(WARNING, "That '" + record.name() + "' is loaded was not written down.", e);
      unmarked.put(record.directory(), now);
    }
  }

  private static WriteBatch mark(StoredRecord record, Instant since, WriteBatch batch) {
    byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(since.toEpochMilli()).array();
    return batch.put(key(LOADED, record), value);
  }

  /** Nothing has been written to it since this report. */
  void unloaded(StoredRecord record, Report report) {
    WriteBatch batch = new WriteBatch();
    batch.put(key(REPORTS, record), report.encode()).delete(key(LOADED, record));
    unmarked.remove(record.directory());
    lastReports.readLock().lock();
    try {
      system.commit(batch);
    } finally {
      lastReports.readLock().unlock();
    }
  }

  /**
   * How it stands with those that are loaded.
   *
   * @param isLoaded whether an unload of it has not begun
   */
  void report(Map<StoredRecord, Report> reports, Predicate<StoredRecord> isLoaded) {
    lastReports.writeLock().lock();
    try {
      WriteBatch batch = new WriteBatch();
      reports.forEach(
          (record, report) -> {
            if (isLoaded.test(record)) {
              batch.put(key(REPORTS, record), report.encode());
              Instant since = unmarked.get(record.directory());
              if (since != null) {
                mark(record, since, batch);
              }
            }
          });
      system.commit(batch);
      reports.keySet().forEach(record -> unmarked.remove(record.directory()));
    } finally {
      lastReports.writeLock().unlock();
    }
  }

  void disabled(StoredRecord record, String reason) {
    system.commit(new WriteBatch().put(key(DISABLED, record), reason.getBytes(UTF_8)));
  }

  void enabled(StoredRecord record) {
    system.commit(new WriteBatch().delete(key(DISABLED, record)));
  }

  /** Adds the first report on a database whose record comes in the same batch. */
  static void remember(StoredRecord record, Report report, WriteBatch batch) {
    batch.put(key(REPORTS, record), report.encode());
  }

  /** Takes out what is kept of a database whose record goes in the same batch. */
  static void forget(StoredRecord record, WriteBatch batch) {
    batch.delete(key(REPORTS, record)).delete(key(LOADED, record)).delete(key(DISABLED, record));
  }

  private static byte[] key(byte table, StoredRecord record) {
    byte[] directory = record.directory().getBytes(UTF_8);
    return ByteBuffer.allocate(directory.length + 1).put(table).put(directory).array();
  }

  private static String directory(byte[] key) {
    return new String(key, 1, key.length - 1, UTF_8);
  }
}
