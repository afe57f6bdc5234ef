// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;
import porthole.storage.api.Folding;
import porthole.storage.api.engine.Cursor;
import porthole.storage.api.engine.EngineException;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.Snapshot;
import porthole.storage.internal.document.ChangeReader;
import porthole.storage.internal.document.CollectionTotals;
import porthole.storage.internal.document.Keys;
import porthole.storage.internal.document.Totals;

/** Makes an open database of a record and its directory. Keeps nothing. */
final class DatabaseLoader {
  private final StorageContext context;
  private final Path directories;
  private final Ledger ledger;
  private final Companions companions;

  /** Databases lie in subdirectories of that. */
  DatabaseLoader(StorageContext context, Path directories, Ledger ledger, Companions companions) {
    this.context = context;
    this.directories = directories;
    this.ledger = ledger;
    this.companions = companions;
  }

  /**
   * Opens it.
   *
   * @param known what is known of it, which it must not fall short of
   */
  OpenDatabase load(StoredRecord record, Remembered known, LoadLog log) {
    try (Activity activity =
        context
            .activities()
            .begin(ActivityKind.LIFECYCLE, "load database", record.name(), Activities.NO_REQUEST)) {
      Path directory = directories.resolve(record.directory());
      Acknowledged acknowledged = new Acknowledged(record, known, directory);
      acknowledged.checkFiles();
      log.step("opening " + directory);
      activity.detail("opening the environment");
      Environment environment = context.engine().open(record.name(), directory);
      try {
        activity.detail("reading totals");
        Totals totals = read(record, environment, acknowledged, log);
        log.step("writing down that it is open");
        ledger.loaded(record, context.platform().clock().instant());
        acknowledged.settle();
        OpenDatabase database = new OpenDatabase(context, record, environment, totals, companions);
        log.step("telling its companions");
        companions.loaded(database, directory);
        log.step("loaded " + totals.documents() + " documents, last etag " + totals.lastEtag());
        return database;
      } catch (RuntimeException | Error e) {
        environment.close();
        throw e;
      }
    }
  }

  private static Totals read(
      StoredRecord record, Environment environment, Acknowledged acknowledged, LoadLog log) {
    log.step("checking the format");
    acknowledged.checkFormat(environment);
    Format.DATABASE.check(environment, record.id());
    log.step("reading totals and collections");
    Totals totals = totals(environment);
    log.step("checking the last etag");
    long highest = new ChangeReader(environment).highestEtag();
    if (highest > totals.lastEtag()) {
      throw new EngineException.Corrupt(
          "The totals say that the last etag is "
              + totals.lastEtag()
              + ", but there is a change of "
              + highest
              + ".",
          null);
    }
    return acknowledged.checkEtag(totals, environment);
  }

  private static Totals totals(Environment environment) {
    byte[] stored = environment.get(Keys.totals());
    if (stored == null) {
      return Totals.empty();
    }
    Map<String, CollectionTotals> collections = new HashMap<>();
    try (Snapshot snapshot = environment.snapshot();
        Cursor cursor = snapshot.ascending(Keys.collectionsStart(), Keys.collectionsEnd())) {
      while (cursor.next()) {
        CollectionTotals collection = CollectionTotals.decode(cursor.value());
        collections.put(Folding.fold(collection.name()), collection);
      }
    }
    return Totals.decode(stored, Map.copyOf(collections));
  }
}
