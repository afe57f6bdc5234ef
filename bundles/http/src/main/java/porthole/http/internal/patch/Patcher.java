// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.patch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.document.IncomingDocument;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.patch.PatchOutcome.Status;
import porthole.script.api.Script;
import porthole.script.api.ScriptLimits;
import porthole.storage.api.StorageException;
import porthole.storage.api.StoredDocument;

/** Runs patches on the documents of one batch. For one thread. */
final class Patcher {
  private final PatchScripts scripts;
  private final ScriptLimits limits;
  private final PlannedChanges changes;

  Patcher(PatchScripts scripts, ScriptLimits limits, PlannedChanges changes) {
    this.scripts = scripts;
    this.limits = limits;
    this.changes = changes;
  }

  /** Plans what a patch does. */
  PatchOutcome patch(PatchCommand command) {
    String expected = command.condition().changeVector();
    StoredDocument original = changes.get(command.id());
    if (expected != null && !isAt(command, expected)) {
      return PatchOutcome.none(Status.SKIPPED, command.id(), original);
    }
    return original == null ? missing(command) : present(command, original);
  }

  private boolean isAt(PatchCommand command, String expected) {
    try {
      changes.check(command.id(), expected);
      return true;
    } catch (StorageException.ConcurrencyViolation elsewhere) {
      if (command.condition().skip()) {
        return false;
      }
      throw elsewhere;
    }
  }

  private PatchOutcome missing(PatchCommand command) {
    ScriptLog log = new ScriptLog();
    IncomingDocument created = command.createIfMissing();
    Patch patch = command.ifMissing();
    if (patch != null) {
      Map<String, @Nullable Object> none = ScriptDocument.missing(command.id());
      created = ScriptDocument.incoming(run(patch, none, log));
    }
    return created == null
        ? PatchOutcome.none(Status.DOCUMENT_DOES_NOT_EXIST, command.id(), null)
        : store(command, Status.CREATED, null, created, log);
  }

  private PatchOutcome present(PatchCommand command, StoredDocument original) {
    ScriptLog log = new ScriptLog();
    Map<String, @Nullable Object> before = ScriptDocument.of(original);
    Map<String, @Nullable Object> after = run(command.patch(), before, log);
    if (after.equals(before)) {
      return new PatchOutcome(Status.NOT_MODIFIED, command.id(), -1, original, null, log);
    }
    IncomingDocument changed = ScriptDocument.incoming(after);
    return store(command, Status.PATCHED, original, changed, log);
  }

  private PatchOutcome store(
      PatchCommand command,
      Status status,
      @Nullable StoredDocument original,
      IncomingDocument document,
      ScriptLog log) {
    changes.put(command.id(), command.condition().changeVector(), document);
    int place = changes.commands().size() - 1;
    return new PatchOutcome(status, command.id(), place, original, document, log);
  }

  private Map<String, @Nullable Object> run(
      Patch patch, Map<String, @Nullable Object> document, ScriptLog log) {
    Script script = scripts.compile(patch.script(), limits);
    Object result = scripts.run(script, ScriptFunctions.of(changes, log), document, patch.values());
    if (!(result instanceof Map<?, ?> changed)) {
      throw RequestException.badRequest(
          "The script replaces what it was put into; check its braces.");
    }
    Map<String, @Nullable Object> after = new LinkedHashMap<>();
    changed.forEach((name, value) -> after.put(String.valueOf(name), value));
    after.putIfAbsent(ScriptDocument.METADATA, document.get(ScriptDocument.METADATA));
    return after;
  }
}
