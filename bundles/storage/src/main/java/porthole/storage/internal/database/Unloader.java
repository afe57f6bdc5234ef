// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;

/**
 * Takes open databases out of use, closes them and writes down what reports will say. Holds no
 * thread while it waits. Keeps nothing.
 */
final class Unloader {
  private static final System.Logger LOG = System.getLogger("porthole.storage");

  private final StorageContext context;
  private final Ledger ledger;
  private final Companions companions;

  Unloader(StorageContext context, Ledger ledger, Companions companions) {
    this.context = context;
    this.ledger = ledger;
    this.companions = companions;
  }

  /**
   * Unloads a database.
   *
   * @param drain how long to let uses that last go on
   * @return done when its files are closed; the last report
   */
  CompletableFuture<Report> unload(StoredRecord record, OpenDatabase database, Duration drain) {
    Executor threads = context.platform().lifecycles();
    return drained(database, drain)
        .thenComposeAsync(unused -> stop(record, database), threads)
        .thenApplyAsync(unused -> close(record, database), threads);
  }

  private CompletableFuture<Void> drained(OpenDatabase database, Duration drain) {
    CompletableFuture<Void> drained = database.usage().drain();
    if (drained.isDone() || drain.isZero()) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> enough = new CompletableFuture<>();
    context.platform().delays().after(drain, () -> enough.complete(null));
    return drained.applyToEither(enough, Function.identity());
  }

  private CompletableFuture<Void> stop(StoredRecord record, OpenDatabase database) {
    long cutOff = database.usage().uses();
    if (cutOff > 0) {
      LOG.log(
          WARNING,
          "Database ''{0}'' is unloaded, and {1} uses that go on too long are cut off.",
          record.name(),
          cutOff);
    }
    companions.leaving(database);
    return database.usage().stop();
  }

  private Report close(StoredRecord record, OpenDatabase database) {
    try (Activity activity =
        context
            .activities()
            .begin(
                ActivityKind.LIFECYCLE, "unload database", record.name(), Activities.NO_REQUEST)) {
      activity.detail("closing files");
      database.close();
      activity.detail("writing down what reports will say");
      ledger.unloaded(record, report(database));
      LOG.log(INFO, "Database ''{0}'' is unloaded.", record.name());
    } catch (RuntimeException e) {
      LOG.log(WARNING, "Database '" + record.name() + "' was not unloaded cleanly.", e);
    }
    return report(database);
  }

  private Report report(OpenDatabase database) {
    return database.report(context.platform().clock().instant());
  }
}
