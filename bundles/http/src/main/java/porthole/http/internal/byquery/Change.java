// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.byquery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import porthole.http.internal.patch.Patch;
import porthole.http.internal.patch.PatchCommand;
import porthole.http.internal.patch.PatchScripts;
import porthole.http.internal.patch.PatchedBatch;
import porthole.script.api.ScriptLimits;
import porthole.storage.api.Database;
import porthole.storage.api.DocumentCommand;

/** What is done to documents that were found. */
interface Change {
  /** What it is, for people. */
  String job();

  /** How many documents are changed together, at most. */
  int atOnce();

  /**
   * Changes some documents together, or none of them.
   *
   * @param watcher is told of each id before something is done about it
   */
  void apply(Database database, List<String> ids, Consumer<String> watcher);

  /** Deletes them. */
  record Deletion() implements Change {

    @Override
    public String job() {
      return "delete by query";
    }

    @Override
    public int atOnce() {
      return 512;
    }

    @Override
    public void apply(Database database, List<String> ids, Consumer<String> watcher) {
      List<DocumentCommand> commands = new ArrayList<>();
      for (String id : ids) {
        watcher.accept(id);
        commands.add(new DocumentCommand.Delete(id, null));
      }
      database.execute(commands);
    }
  }

  /** Runs a script on each. */
  record Patching(Patch patch, PatchScripts scripts, ScriptLimits limits) implements Change {

    @Override
    public String job() {
      return "patch by query";
    }

    @Override
    public int atOnce() {
      return 128;
    }

    @Override
    public void apply(Database database, List<String> ids, Consumer<String> watcher) {
      List<PatchCommand> commands = ids.stream().map(id -> PatchCommand.of(id, patch)).toList();
      new PatchedBatch(database, scripts, limits, watcher)
          .execute(List.of(new PatchedBatch.Item.Scripted(commands)));
    }
  }
}
