// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseInfo;
import porthole.storage.api.DatabaseRecord;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.Databases;
import porthole.storage.api.StorageException;

/** Storage that forgets. */
final class MemoryDatabases implements Databases {

  private record Entry(DatabaseRecord record, MemoryDatabase database) {}

  private final TreeMap<String, Entry> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** Databases of this name are being loaded for ever. */
  static final String SLOW = "slow";

  @Override
  public synchronized DatabaseRecord create(String name, byte[] recordJson) {
    if (!name.matches("[\\w.-]{1,128}") || name.contains("..") || name.startsWith(".")) {
      throw new StorageException.InvalidName("'" + name + "' is no name for a database.");
    }
    if (entries.containsKey(name)) {
      throw new StorageException.DatabaseAlreadyExists(name);
    }
    DatabaseRecord record = new DatabaseRecord();
    record.name = name;
    record.etag = 1;
    record.createdAt = Instant.EPOCH;
    record.json = recordJson;
    entries.put(name, new Entry(record, new MemoryDatabase(name)));
    return record;
  }

  @Override
  public synchronized DatabaseRecord update(String name, byte[] recordJson) {
    DatabaseRecord record = entry(name).record;
    record.etag++;
    record.json = recordJson;
    return record;
  }

  @Override
  public synchronized void delete(String name, boolean hardDelete) {
    entry(name);
    entries.remove(name);
  }

  @Override
  public synchronized Optional<DatabaseRecord> record(String name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::record);
  }

  @Override
  public synchronized List<DatabaseInfo> list(int start, int pageSize) {
    List<DatabaseInfo> infos = new ArrayList<>();
    entries.keySet().stream().skip(start).limit(pageSize).forEach(name -> infos.add(of(name)));
    return infos;
  }

  @Override
  public synchronized Optional<DatabaseInfo> info(String name) {
    return Optional.ofNullable(entries.get(name)).map(entry -> of(entry.record.name));
  }

  @Override
  public synchronized Database open(String name, Duration patience) {
    if (name.equals(SLOW)) {
      throw new StorageException.DatabaseUnavailable(
          "Database 'slow' is being loaded.",
          DatabaseState.LOADING,
          7,
          List.of("12:00:00 opening files"),
          null);
    }
    return entry(name).database;
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new StorageException.DatabaseDoesNotExist(name);
    }
    return entry;
  }

  private static DatabaseInfo of(String name) {
    DatabaseInfo info = new DatabaseInfo();
    info.name = name;
    info.state = DatabaseState.LOADED;
    return info;
  }
}
