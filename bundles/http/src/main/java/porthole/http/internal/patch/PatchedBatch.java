// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import porthole.script.api.ScriptLimits;
import porthole.storage.api.CommandResult;
import porthole.storage.api.Database;
import porthole.storage.api.DocumentCommand;
import porthole.storage.api.StorageException;

/**
 * Commands of which some are scripts, executed as one batch.
 *
 * <p>No script runs while storage waits for it: scripts make commands of what there is now, which
 * hold only if it is still so when they are executed; else the scripts run again.
 */
public final class PatchedBatch {
  // Each try loses only to somebody else's success.
  private static final int MAX_TRIES = 64;

  /** A command of the client. */
  public sealed interface Item {

    /** One that storage knows. */
    record Plain(DocumentCommand command) implements Item {}

    /**
     * One that runs a script.
     *
     * @param commands one a document
     */
    record Scripted(List<PatchCommand> commands) implements Item {}
  }

  /**
   * What became of one item.
   *
   * @param command the place of the first command made of it among all
   * @param outcomes one a document that a script was for; none for a plain one
   */
  public record Done(int command, List<PatchOutcome> outcomes) {}

  /**
   * What became of all.
   *
   * @param items one an item, in their order
   * @param results one a command; empty where none was executed
   */
  public record Result(List<Done> items, List<CommandResult> results) {

    /** That of a plain item. */
    public CommandResult of(Done item) {
      return results.get(item.command);
    }

    /** That of what stored a document; null: nothing did. */
    public CommandResult.@Nullable Put of(PatchOutcome outcome) {
      return outcome.command() < 0 || results.isEmpty()
          ? null
          : (CommandResult.Put) results.get(outcome.command());
    }
  }

  private final Database database;
  private final PatchScripts scripts;
  private final ScriptLimits limits;
  private final Consumer<String> watcher;

  /** With the usual limits. */
  public PatchedBatch(Database database, PatchScripts scripts) {
    this(database, scripts, scripts.limits(), id -> {});
  }

  /**
   * With limits of its own for each run of a script.
   *
   * @param watcher is told of each document before its script runs; what it throws ends the batch
   */
  public PatchedBatch(
      Database database, PatchScripts scripts, ScriptLimits limits, Consumer<String> watcher) {
    this.database = database;
    this.scripts = scripts;
    this.limits = limits;
    this.watcher = watcher;
  }

  /**
   * Executes all, or none.
   *
   * @throws StorageException.ConcurrencyViolation if a document is not where the client wants it,
   *     or is changed by others again and again
   */
  public Result execute(List<Item> items) {
    for (int left = MAX_TRIES; ; left--) {
      PlannedChanges changes = new PlannedChanges(database);
      List<Done> done = plan(items, changes);
      try {
        List<DocumentCommand> commands = changes.commands();
        return new Result(done, commands.isEmpty() ? List.of() : database.execute(commands));
      } catch (StorageException.ConcurrencyViolation e) {
        if (left <= 1 || !changes.isOwn(e)) {
          throw e;
        }
      }
    }
  }

  /** Runs the scripts, but stores nothing. */
  Result tryOut(List<Item> items) {
    return new Result(plan(items, new PlannedChanges(database)), List.of());
  }

  private List<Done> plan(List<Item> items, PlannedChanges changes) {
    Patcher patcher = new Patcher(scripts, limits, changes);
    List<Done> done = new ArrayList<>();
    for (Item item : items) {
      int place = changes.commands().size();
      if (item instanceof Item.Plain plain) {
        changes.add(plain.command());
        done.add(new Done(place, List.of()));
      } else if (item instanceof Item.Scripted scripted) {
        done.add(new Done(place, outcomes(scripted, patcher)));
      }
    }
    return done;
  }

  private List<PatchOutcome> outcomes(Item.Scripted scripted, Patcher patcher) {
    List<PatchOutcome> outcomes = new ArrayList<>();
    for (PatchCommand command : scripted.commands()) {
      watcher.accept(command.id());
      outcomes.add(patcher.patch(command));
    }
    return outcomes;
  }
}
