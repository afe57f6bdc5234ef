// SPDX-License-Identifier: Apache-2.0
package porthole.demo.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;
import porthole.storage.api.CommandResult;
import porthole.storage.api.Database;
import porthole.storage.api.Databases;
import porthole.storage.api.DocumentCommand;
import porthole.storage.api.StorageException;

/** Creates the demo's database and loads it, or goes on where an earlier start was interrupted. */
final class DemoLoader {

  private static final int BATCH = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final System.Logger LOG = System.getLogger("porthole.demo");

  private final DemoPlan plan;
  private final Path directory;
  private final ProgressFile progressFile;
  private final Databases databases;
  private final Activities activities;

  DemoLoader(
      DemoPlan plan,
      Path directory,
      ProgressFile progressFile,
      Databases databases,
      Activities activities) {
    this.plan = plan;
    this.directory = directory;
    this.progressFile = progressFile;
    this.databases = databases;
    this.activities = activities;
  }

  /**
   * Loads what is missing.
   *
   * @param stop asked between batches; once true, the rest is left for the next time
   * @throws StorageException when storage cannot now; trying again later goes on from here
   */
  void load(BooleanSupplier stop, LoadReport report) throws IOException {
    DemoProgress progress = progressFile.read();
    if (progress.state() == DemoProgress.State.NOTHING) {
      if (databases.record(plan.database()).isPresent()) {
        finish("There is a database '" + plan.database() + "' already: it is left as it is");
        return;
      }
      progress = advance(DemoProgress.State.CREATING, 0);
    }
    if (progress.state() == DemoProgress.State.CREATING) {
      create();
      progress = advance(DemoProgress.State.LOADING, 0);
    }
    if (progress.state() == DemoProgress.State.LOADING) {
      fill(progress.next(), stop, report);
    }
  }

  private void create() {
    String record = "{\"DatabaseName\":\"" + plan.database() + "\"}";
    try {
      databases.create(plan.database(), record.getBytes(StandardCharsets.UTF_8));
    } catch (StorageException.DatabaseAlreadyExists e) {
      LOG.log(System.Logger.Level.DEBUG, "Created by an earlier start that was interrupted");
    }
  }

  private void fill(long from, BooleanSupplier stop, LoadReport report) throws IOException {
    try (DemoDocuments documents =
            new DemoDocuments(
                Files.newInputStream(directory.resolve(plan.file())), plan.collection());
        Activity activity =
            activities.begin(
                ActivityKind.IMPORT, "demo import", plan.database(), Activities.NO_REQUEST)) {
      Database database = databases.open(plan.database(), PATIENCE);
      documents.skip(from);
      long done = from;
      List<DocumentCommand> batch = documents.next(BATCH);
      while (!batch.isEmpty() && !stop.getAsBoolean()) {
        done += store(database, batch, activity, done);
        advance(DemoProgress.State.LOADING, done);
        report.stored(done);
        batch = documents.next(BATCH);
      }
      if (batch.isEmpty()) {
        finish("The demo database is complete: " + done + " documents");
      }
    } catch (StorageException.DatabaseDoesNotExist e) {
      finish("The demo database was deleted and is not made again");
    }
  }

  private static int store(
      Database database, List<DocumentCommand> batch, Activity activity, long before) {
    if (batch.get(0) instanceof DocumentCommand.Put first && first.id() != null) {
      activity.detail(first.id());
    }
    List<CommandResult> results = database.execute(batch);
    activity.count(before + results.size());
    return results.size();
  }

  private DemoProgress advance(DemoProgress.State state, long next) throws IOException {
    DemoProgress progress = new DemoProgress(state, next);
    progressFile.write(progress);
    return progress;
  }

  private void finish(String message) throws IOException {
    advance(DemoProgress.State.DONE, 0);
    LOG.log(System.Logger.Level.INFO, message);
  }
}
