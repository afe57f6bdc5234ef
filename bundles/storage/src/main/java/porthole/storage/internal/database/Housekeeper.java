// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.StorageException;

/**
 * Looks after loaded databases now and then: writes down what reports will say after a crash, lets
 * those that rest give back their memory, and unloads what nobody uses. For one thread, but it
 * waits for no database.
 */
final class Housekeeper {
  private static final System.Logger LOG = System.getLogger("porthole.storage");

  // A database that was not written to for that long moves its last writes from memory to files.
  private static final Duration QUIET = Duration.ofSeconds(30);
  // Under pressure, this part of the databases that can go does, the least recently used first.
  private static final int RELIEF_DIVISOR = 4;

  private final StorageContext context;
  private final Ledger ledger;
  private final Supplier<String> pressure;
  private final Map<OpenDatabase, Report> written = new WeakHashMap<>();
  private final Map<OpenDatabase, Long> flushed = new WeakHashMap<>();
  private final Set<OpenDatabase> tended = ConcurrentHashMap.newKeySet();
  private String shortage = "";

  /**
   * Looks after databases.
   *
   * @param pressure why memory or files are short, or empty
   */
  Housekeeper(StorageContext context, Ledger ledger, Supplier<String> pressure) {
    this.context = context;
    this.ledger = ledger;
    this.pressure = pressure;
  }

  /** Does what is due. */
  void look(Collection<DatabaseSlot> slots) {
    List<DatabaseSlot> loaded = new ArrayList<>();
    for (DatabaseSlot slot : slots) {
      OpenDatabase database = slot.loaded();
      if (database != null) {
        loaded.add(slot);
        tend(slot.record().name(), database);
      }
    }
    writeDown(loaded);
    loaded.forEach(this::unloadIdle);
    relieve(loaded);
  }

  private void tend(String name, OpenDatabase database) {
    long etag = database.totals().lastEtag();
    boolean changed = etag != flushed.getOrDefault(database, 0L);
    if (!changed || !tended.add(database)) {
      return;
    }
    boolean quiet = database.usage().sinceWorkNanos() >= QUIET.toNanos();
    if (quiet) {
      flushed.put(database, etag);
    }
    try {
      context.platform().lifecycles().execute(() -> tend(name, database, quiet));
    } catch (RejectedExecutionException e) {
      tended.remove(database);
    }
  }

  private void tend(String name, OpenDatabase database, boolean quiet) {
    try {
      if (quiet) {
        database.flush();
      }
      database.measure();
    } catch (RuntimeException e) {
      LOG.log(WARNING, "Database '" + name + "' could not be looked after.", e);
    } finally {
      tended.remove(database);
    }
  }

  private void writeDown(List<DatabaseSlot> loaded) {
    Instant now = context.platform().clock().instant();
    Map<StoredRecord, Report> changed = new HashMap<>();
    Map<StoredRecord, DatabaseSlot> slotOf = new HashMap<>();
    Map<OpenDatabase, Report> reported = new HashMap<>();
    for (DatabaseSlot slot : loaded) {
      OpenDatabase database = slot.loaded();
      if (database == null) {
        continue;
      }
      Report report = database.report(now);
      Report before = written.get(database);
      if (before == null || !before.isLike(report)) {
        StoredRecord record = slot.record();
        changed.put(record, report);
        slotOf.put(record, slot);
        reported.put(database, report);
      }
    }
    if (changed.isEmpty()) {
      return;
    }
    try {
      ledger.report(changed, record -> isLoaded(slotOf.get(record)));
      written.putAll(reported);
    } catch (StorageException e) {
      LOG.log(WARNING, "Reports on loaded databases could not be written down.", e);
    }
  }

  private static boolean isLoaded(@Nullable DatabaseSlot slot) {
    return slot != null && slot.loaded() != null;
  }

  private void unloadIdle(DatabaseSlot slot) {
    OpenDatabase database = slot.loaded();
    if (database == null) {
      return;
    }
    Report report = database.report(Instant.EPOCH);
    Duration kept = context.policy().get().keptUnused(report.sizeOnDiskBytes());
    if (database.usage().unusedNanos() >= kept.toNanos() && slot.unloadIfUnused()) {
      LOG.log(
          INFO,
          "Database ''{0}'' is unloaded: it was not used for {1} s.",
          slot.record().name(),
          kept.toSeconds());
    }
  }

  private void relieve(List<DatabaseSlot> loaded) {
    String why = pressure.get();
    if (why.isEmpty() != shortage.isEmpty()) {
      String what = why.isEmpty() ? "There is room again." : "Databases make room: " + why + ".";
      LOG.log(WARNING, what);
    }
    shortage = why;
    if (why.isEmpty()) {
      return;
    }
    List<DatabaseSlot> byAge = new ArrayList<>(loaded);
    Map<DatabaseSlot, Long> unused = new HashMap<>();
    for (DatabaseSlot slot : loaded) {
      OpenDatabase database = slot.loaded();
      unused.put(slot, database == null ? 0 : database.usage().unusedNanos());
    }
    byAge.removeIf(slot -> unused.getOrDefault(slot, 0L) == 0);
    byAge.sort(
        Comparator.comparing(slot -> unused.getOrDefault(slot, 0L), Comparator.reverseOrder()));
    int enough = (byAge.size() + RELIEF_DIVISOR - 1) / RELIEF_DIVISOR;
    byAge.stream()
        .limit(enough)
        .filter(DatabaseSlot::unloadIfUnused)
        .forEach(slot -> say(slot, why));
  }

  private static void say(DatabaseSlot slot, String why) {
    LOG.log(INFO, "Database ''{0}'' is unloaded: {1}.", slot.record().name(), why);
  }
}
