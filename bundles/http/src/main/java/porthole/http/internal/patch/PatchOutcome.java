// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.patch;

import org.jspecify.annotations.Nullable;
import porthole.http.internal.document.IncomingDocument;
import porthole.http.internal.document.OutgoingDocument;
import porthole.http.internal.json.JsonBytes;
import porthole.storage.api.CommandResult;
import porthole.storage.api.StoredDocument;

/**
 * What became of one document.
 *
 * @param command the place of the command that stores it among all; below 0: none does
 * @param original null: it was not there
 * @param modified what is stored; null: nothing
 */
public record PatchOutcome(
    Status status,
    String id,
    int command,
    @Nullable StoredDocument original,
    @Nullable IncomingDocument modified,
    ScriptLog log) {

  /** As the protocol names them. */
  public enum Status {
    CREATED("Created"),
    PATCHED("Patched"),
    SKIPPED("Skipped"),
    NOT_MODIFIED("NotModified"),
    DOCUMENT_DOES_NOT_EXIST("DocumentDoesNotExist");

    private final String wire;

    Status(String wire) {
      this.wire = wire;
    }

    /** Its name in answers. */
    public String wire() {
      return wire;
    }
  }

  /** Nothing was done. */
  static PatchOutcome none(Status status, String id, @Nullable StoredDocument original) {
    return new PatchOutcome(status, id, -1, original, null, new ScriptLog());
  }

  /**
   * The document as it is now; null: there is none.
   *
   * @param result of the command that stored it; null: none has been executed
   */
  @Nullable StoredDocument now(CommandResult.@Nullable Put result) {
    if (modified == null) {
      return original;
    }
    if (result != null) {
      return ScriptDocument.stored(
          result.id(), modified, result.changeVector(), result.lastModified());
    }
    return original == null
        ? ScriptDocument.draft(id, modified)
        : ScriptDocument.stored(
            original.id(), modified, original.changeVector(), original.lastModified());
  }

  /** Writes the members that tell of it. */
  public void write(JsonBytes out, CommandResult.@Nullable Put result, boolean withDocument) {
    StoredDocument now = now(result);
    out.field("Id", now == null ? id : now.id());
    if (now != null) {
      out.field("ChangeVector", now.changeVector())
          .field("LastModified", OutgoingDocument.date(now.lastModified()))
          .field("Collection", now.collection());
    }
    if (withDocument) {
      document(out.name("ModifiedDocument"), now);
    }
  }

  /** Writes a document, or null. */
  static void document(JsonBytes out, @Nullable StoredDocument document) {
    if (document == null) {
      out.literal("null");
    } else {
      OutgoingDocument.write(out, document, false);
    }
  }
}
