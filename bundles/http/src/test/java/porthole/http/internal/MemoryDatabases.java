// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseInfo;
import porthole.storage.api.DatabaseRecord;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.DatabaseUse;
import porthole.storage.api.Databases;
import porthole.storage.api.LoadQueueInfo;
import porthole.storage.api.ServerRecord;
import porthole.storage.api.StorageException;

/** Storage that forgets. */
final class MemoryDatabases implements Databases {

  private record Entry(DatabaseRecord record, MemoryDatabase database) {}

  private final TreeMap<String, Entry> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private final TreeMap<String, String> disabled = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private final ServerRecord server = new ServerRecord();

  /** What the last use would have waited. */
  volatile Duration patience = Duration.ZERO;

  /** How many uses last. */
  final AtomicInteger uses = new AtomicInteger();

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
  public synchronized DatabaseRecord update(String name, Function<DatabaseRecord, byte[]> change) {
    DatabaseRecord record = entry(name).record;
    record.json = change.apply(record);
    record.etag++;
    return record;
  }

  @Override
  public ServerRecord server() {
    return server;
  }

  @Override
  public synchronized ServerRecord updateServer(Function<ServerRecord, byte[]> change) {
    server.json = change.apply(server);
    server.etag++;
    return server;
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

  @Override
  public DatabaseUse use(String name, Duration patience) {
    this.patience = patience;
    Database database = open(name, patience);
    uses.incrementAndGet();
    return new DatabaseUse() {
      @Override
      public Database database() {
        return database;
      }

      @Override
      public void close() {
        uses.decrementAndGet();
      }
    };
  }

  @Override
  public synchronized boolean unload(String name, String reason, Duration patience) {
    entry(name);
    return !name.equals(SLOW);
  }

  @Override
  public synchronized void disable(String name, String reason) {
    entry(name);
    disabled.put(name, reason);
  }

  @Override
  public synchronized void enable(String name) {
    entry(name);
    disabled.remove(name);
  }

  @Override
  public LoadQueueInfo loads() {
    LoadQueueInfo loads = new LoadQueueInfo();
    loads.limit = 4;
    loads.running.add(SLOW);
    return loads;
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new StorageException.DatabaseDoesNotExist(name);
    }
    return entry;
  }

  private DatabaseInfo of(String name) {
    DatabaseInfo info = new DatabaseInfo();
    info.name = name;
    info.state = disabled.containsKey(name) ? DatabaseState.DISABLED : DatabaseState.LOADED;
    info.disabled = disabled.containsKey(name);
    info.disabledReason = disabled.getOrDefault(name, "");
    info.keptLoaded.add("It was used 0 s ago.");
    return info;
  }
}
