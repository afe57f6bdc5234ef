// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseInfo;
import porthole.storage.api.DatabaseRecord;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.DatabaseUse;
import porthole.storage.api.Databases;
import porthole.storage.api.Folding;
import porthole.storage.api.LoadQueueInfo;
import porthole.storage.api.ServerRecord;
import porthole.storage.api.StorageException;

/** All databases of a data directory. */
public final class DatabaseCatalog implements Databases {
  private static final System.Logger LOG = System.getLogger("porthole.storage");
  private static final Duration FOREVER = Duration.ofDays(365);

  private final StorageContext context;
  private final SystemStore system;
  private final Directories directories;
  private final Ledger ledger;
  private final ServerRecords serverRecords;
  private final SlotServices services;
  private final Companions companions = new Companions();
  private final Housekeeper housekeeper;
  private final Waiting waiting;

  // By folded name.
  private final NavigableMap<String, DatabaseSlot> slots = new ConcurrentSkipListMap<>();

  private volatile boolean closed;
  private volatile @Nullable Retirement retirement;

  private DatabaseCatalog(StorageContext context, SystemStore system, Directories directories) {
    this.context = context;
    this.system = system;
    this.directories = directories;
    ledger = new Ledger(system);
    serverRecords = new ServerRecords(system);
    services =
        new SlotServices(
            context,
            new DatabaseLoader(context, directories.root(), ledger, companions),
            new LoadQueue(
                context.platform().loads(), () -> context.policy().get().concurrentLoads()),
            new Unloader(context, ledger, companions));
    housekeeper = new Housekeeper(context, ledger, context.platform().pressure());
    waiting = new Waiting(context.platform().nanoClock());
  }

  /**
   * Opens the system database and no other.
   *
   * @throws porthole.storage.api.engine.EngineException when that cannot be opened
   */
  public static DatabaseCatalog open(StorageContext context) {
    Path data = context.data();
    Directories directories = new Directories(data.resolve("databases"));
    SystemStore system = SystemStore.open(context);
    try {
      DatabaseCatalog catalog = new DatabaseCatalog(context, system, directories);
      catalog.recover();
      return catalog;
    } catch (RuntimeException | Error e) {
      system.close();
      throw e;
    }
  }

  private void recover() {
    Map<String, Report> reports = ledger.reports();
    Set<String> loaded = ledger.loaded();
    Map<String, String> disabled = ledger.disabled();
    for (StoredRecord record : system.records()) {
      String directory = record.directory();
      add(
          record,
          new Remembered(
              reports.getOrDefault(directory, Report.UNKNOWN),
              loaded.contains(directory),
              disabled.get(directory)));
    }
    system.removals().forEach(this::removeFiles);
  }

  private void add(StoredRecord record, Remembered remembered) {
    slots.put(Folding.fold(record.name()), new DatabaseSlot(services, record, remembered));
  }

  @Override
  public DatabaseRecord create(String name, byte[] recordJson) {
    if (slots.containsKey(Folding.fold(DatabaseName.check(name)))) {
      throw new StorageException.DatabaseAlreadyExists(name);
    }
    try (Activity activity = begin("create database", name)) {
      StoredRecord record = newRecord(name, recordJson.clone());
      Report report = Report.empty(record.createdAt());
      system.insert(record, report);
      add(record, Remembered.of(report));
      return record.toApi();
    }
  }

  private StoredRecord newRecord(String name, byte[] json) {
    UUID id = context.platform().guids().get();
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return new StoredRecord(
        name,
        Base64.getEncoder().withoutPadding().encodeToString(bytes),
        1,
        context.platform().clock().instant(),
        DatabaseName.directory(name, id.toString().substring(0, 8)),
        json);
  }

  @Override
  public DatabaseRecord update(String name, Function<DatabaseRecord, byte[]> change) {
    while (true) {
      DatabaseSlot slot = slot(name);
      StoredRecord old = slot.record();
      StoredRecord changed = old.withJson(change.apply(old.toApi()).clone());
      if (system.replace(old, changed)) {
        slot.record(changed);
        return changed.toApi();
      }
    }
  }

  @Override
  public void delete(String name, boolean hardDelete) {
    DatabaseSlot slot = slot(name);
    CompletableFuture<Void> unloaded = slot.retire(context.policy().get().drain());
    if (unloaded == null) {
      throw new StorageException.DatabaseUnavailable(
          "Database '" + slot.record().name() + "' is being deleted.",
          DatabaseState.UNLOADING,
          1,
          List.of(),
          null);
    }
    CompletableFuture<Void> removed =
        unloaded.thenRunAsync(() -> remove(slot, hardDelete), context.platform().lifecycles());
    waiting.until(removed, FOREVER.toNanos());
    rethrow(removed);
  }

  private static void rethrow(CompletableFuture<Void> removed) {
    try {
      removed.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StorageException known) {
        throw known;
      }
      throw new StorageException.EngineFailed("The delete failed: " + e.getCause(), e.getCause());
    }
  }

  private void remove(DatabaseSlot slot, boolean hardDelete) {
    StoredRecord record = slot.record();
    try (Activity activity = begin("delete database", record.name())) {
      boolean gone = false;
      try {
        system.remove(record, hardDelete);
        gone = true;
      } finally {
        slot.settle(gone);
      }
      slots.remove(Folding.fold(record.name()), slot);
      if (hardDelete) {
        removeFiles(record.directory());
      } else {
        setAside(record.directory());
      }
    }
  }

  // The record is gone either way; what stays of the files is tried again at the next start.
  private void removeFiles(String directory) {
    try {
      directories.delete(directory);
      system.removed(directory);
    } catch (IOException | StorageException e) {
      LOG.log(WARNING, "Files of a deleted database stay in " + directory + " for now.", e);
    }
  }

  private void setAside(String directory) {
    try {
      directories.setAside(directory);
    } catch (IOException e) {
      LOG.log(WARNING, "Files of a deleted database keep their name: " + directory, e);
    }
  }

  @Override
  public Optional<DatabaseRecord> record(String name) {
    return Optional.ofNullable(slots.get(Folding.fold(name))).map(slot -> slot.record().toApi());
  }

  @Override
  public List<DatabaseInfo> list(int start, int pageSize) {
    List<DatabaseInfo> page = new ArrayList<>();
    slots.values().stream().skip(start).limit(pageSize).forEach(slot -> page.add(slot.info()));
    return page;
  }

  @Override
  public Optional<DatabaseInfo> info(String name) {
    return Optional.ofNullable(slots.get(Folding.fold(name))).map(DatabaseSlot::info);
  }

  @Override
  public Optional<String> nameOf(String name) {
    return Optional.ofNullable(slots.get(Folding.fold(name))).map(slot -> slot.record().name());
  }

  @Override
  public Database open(String name, Duration patience) {
    return slot(name).open(patience);
  }

  @Override
  public DatabaseUse use(String name, Duration patience) {
    return slot(name).use(patience);
  }

  @Override
  public boolean unload(String name, String reason, Duration patience) {
    DatabaseSlot slot = slot(name);
    LOG.log(INFO, "Database ''{0}'' is to be unloaded: {1}.", slot.record().name(), reason);
    CompletableFuture<Void> unload = slot.unload(context.policy().get().drain());
    return waiting.until(unload, patience.toNanos());
  }

  @Override
  public void disable(String name, String reason) {
    DatabaseSlot slot = slot(name);
    ledger.disabled(slot.record(), reason);
    CompletableFuture<Void> unused = slot.disable(reason);
    LOG.log(INFO, "Database ''{0}'' is disabled: {1}", slot.record().name(), reason);
  }

  @Override
  public void enable(String name) {
    DatabaseSlot slot = slot(name);
    ledger.enabled(slot.record());
    slot.enable();
    LOG.log(INFO, "Database ''{0}'' is enabled.", slot.record().name());
  }

  @Override
  public ServerRecord server() {
    return serverRecords.get();
  }

  @Override
  public ServerRecord updateServer(Function<ServerRecord, byte[]> change) {
    return serverRecords.update(change);
  }

  @Override
  public LoadQueueInfo loads() {
    return services.loads().info();
  }

  /** Who is told of databases while they are loaded. */
  public Companions companions() {
    return companions;
  }

  /** Unloads what is idle and so on; to be called every few seconds by one thread. */
  public void look() {
    if (!closed) {
      housekeeper.look(slots.values());
    }
  }

  private DatabaseSlot slot(String name) {
    if (closed) {
      throw new StorageException.DatabaseUnavailable(
          "Storage is being stopped.", DatabaseState.UNLOADED, 1, List.of(), null);
    }
    DatabaseSlot slot = slots.get(Folding.fold(name));
    if (slot == null) {
      throw new StorageException.DatabaseDoesNotExist(DatabaseName.check(name));
    }
    return slot;
  }

  private Activity begin(String job, String database) {
    return context.activities().begin(ActivityKind.LIFECYCLE, job, database, Activities.NO_REQUEST);
  }

  /**
   * Begins to unload all databases at once, for good; when that has begun before, changes nothing.
   *
   * @param drain how long uses that last may go on before they are cut off between two calls
   */
  public Retirement retire(Duration drain) {
    synchronized (slots) {
      Retirement begun = retirement;
      if (begun == null) {
        closed = true;
        begun = new Retirement(slots.values(), drain);
        retirement = begun;
        services.loads().skipWaiting();
      }
      return begun;
    }
  }

  /** Closes the system database; idempotent. Databases that are unloaded later say less. */
  public void closeSystem() {
    system.close();
  }

  /**
   * Unloads all databases at once, for good, and closes the system database. When the unload has
   * begun before, whoever began it has waited for it.
   *
   * @param patience how long to wait for work in flight; half of it for uses that last, before they
   *     are cut off; what is still in use then is closed when that use ends
   * @return done when all of them are unloaded, which may be after this has returned
   */
  public CompletableFuture<Void> close(Duration patience) {
    Duration wait = retirement == null ? patience : Duration.ZERO;
    Retirement all = retire(patience.dividedBy(2));
    if (!waiting.until(all.all(), wait.toNanos())) {
      LOG.log(WARNING, "Still in use after " + wait.toSeconds() + " s: " + inUse(all));
    }
    closeSystem();
    return all.all();
  }

  private static String inUse(Retirement all) {
    return all.left().stream()
        .map(info -> "'" + info.name + "', " + info.doing)
        .collect(Collectors.joining("; "));
  }
}
