// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.patch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.document.Ids;
import porthole.http.internal.document.IncomingDocument;
import porthole.storage.api.Database;
import porthole.storage.api.DocumentCommand;
import porthole.storage.api.Folding;
import porthole.storage.api.StorageException;
import porthole.storage.api.StoredDocument;

/**
 * The documents of a database as a batch is going to leave them, and the commands that do so. What
 * depends on a document that was read is stored on condition that it has not changed since. For one
 * thread.
 */
final class PlannedChanges {

  /**
   * A document, read or planned.
   *
   * @param document null: none
   * @param readAt the change vector it was read at; empty: it was not there; null: it is planned
   */
  private record State(@Nullable StoredDocument document, @Nullable String readAt) {}

  private record Expectation(String foldedId, String changeVector) {}

  private final Database database;
  private final Map<String, State> states = new HashMap<>();
  private final List<String> deletedPrefixes = new ArrayList<>();
  private final List<DocumentCommand> commands = new ArrayList<>();
  private final Set<Expectation> own = new HashSet<>();
  private final Set<Expectation> given = new HashSet<>();

  PlannedChanges(Database database) {
    this.database = database;
  }

  /** What is to be executed so far. */
  List<DocumentCommand> commands() {
    return commands;
  }

  /** The document of that id; null: none. */
  @Nullable StoredDocument get(String id) {
    return Ids.possible(id) ? state(id).document : null;
  }

  /**
   * Checks where a document is.
   *
   * @param expected empty: it must not be there
   * @throws StorageException.ConcurrencyViolation if it is elsewhere
   */
  void check(String id, String expected) {
    State state = state(id);
    if (!expected.equals(state.readAt)) {
      String actual = state.readAt == null || state.readAt.isEmpty() ? null : state.readAt;
      throw new StorageException.ConcurrencyViolation(id, expected, actual);
    }
  }

  /**
   * Stores a document, as the next command.
   *
   * @param expected what the client wants; null: nothing
   */
  void put(String id, @Nullable String expected, IncomingDocument document) {
    add(document.put(id, expected(id, expected)));
  }

  /** Deletes a document, as the next command. */
  void delete(String id, @Nullable String expected) {
    State state = states.get(Folding.fold(id));
    boolean absent = state != null && "".equals(state.readAt);
    add(new DocumentCommand.Delete(id, absent ? expected : expected(id, expected)));
  }

  /** Plans a command as the client gave it. */
  void add(DocumentCommand command) {
    if (command instanceof DocumentCommand.Put put) {
      planned(put.id(), put);
    } else if (command instanceof DocumentCommand.Delete delete) {
      states.put(Folding.fold(delete.id()), new State(null, null));
    } else if (command instanceof DocumentCommand.DeletePrefix all) {
      String prefix = Folding.fold(all.prefix());
      deletedPrefixes.add(prefix);
      states.keySet().removeIf(id -> id.startsWith(prefix));
    }
    commands.add(command);
  }

  /** Whether a conflict is about nothing but what was expected here: then trying again may do. */
  boolean isOwn(StorageException.ConcurrencyViolation conflict) {
    Expectation failed = new Expectation(Folding.fold(conflict.id()), conflict.expected());
    return own.contains(failed) && !given.contains(failed);
  }

  private @Nullable String expected(String id, @Nullable String wanted) {
    String folded = Folding.fold(id);
    if (wanted != null) {
      given.add(new Expectation(folded, wanted));
      return wanted;
    }
    State state = states.get(folded);
    if (state == null || state.readAt == null) {
      return null;
    }
    own.add(new Expectation(folded, state.readAt));
    return state.readAt;
  }

  private void planned(@Nullable String id, DocumentCommand.Put put) {
    if (id == null || id.endsWith("/") || id.endsWith("|")) {
      return; // Only storage will know under which id.
    }
    IncomingDocument document = new IncomingDocument(put.collection(), put.metadata(), put.body());
    states.put(Folding.fold(id), new State(ScriptDocument.draft(id, document), null));
  }

  private State state(String id) {
    String folded = Folding.fold(id);
    State state = states.get(folded);
    if (state == null) {
      state = read(id, folded);
      states.put(folded, state);
    }
    return state;
  }

  private State read(String id, String folded) {
    if (deletedPrefixes.stream().anyMatch(folded::startsWith)) {
      return new State(null, null);
    }
    StoredDocument stored = database.get(id);
    return new State(stored, stored == null ? "" : stored.changeVector());
  }
}
