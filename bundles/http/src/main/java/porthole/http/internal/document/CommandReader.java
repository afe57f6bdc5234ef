// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.document;

import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonCursor;
import porthole.storage.api.DocumentCommand;

/** Reads one command of a batch or of a bulk insert. For one thread. */
public final class CommandReader {
  private @Nullable String type;
  private @Nullable String id;
  private @Nullable String changeVector;
  private @Nullable IncomingDocument document;
  private boolean prefixed;
  private boolean returnDocument;

  private CommandReader() {}

  /** Reads the object that a cursor over {@code json} stands at, and passes it. */
  public static CommandReader read(byte[] json, JsonCursor cursor) {
    CommandReader command = new CommandReader();
    cursor.object(member -> command.member(json, member));
    return command;
  }

  /** The type as it stands there, or null. */
  public @Nullable String type() {
    return type;
  }

  /** The id, or null. */
  public @Nullable String id() {
    return id;
  }

  /** The document, or null. */
  public @Nullable IncomingDocument document() {
    return document;
  }

  /** Whether the client wants to see what became of the document. */
  public boolean returnDocument() {
    return returnDocument;
  }

  /**
   * The command to store a document.
   *
   * @param number its place in the batch, from 1, for messages
   */
  public DocumentCommand put(int number) {
    if (document == null) {
      throw RequestException.badRequest("Command " + number + ", a PUT, has no 'Document'.");
    }
    String name = id == null || id.isEmpty() ? null : Ids.check(id);
    return document.put(name, changeVector);
  }

  /**
   * The command to delete a document, or all of a prefix.
   *
   * @param number its place in the batch, from 1, for messages
   */
  public DocumentCommand delete(int number) {
    if (id == null) {
      throw RequestException.badRequest("Command " + number + ", a DELETE, has no 'Id'.");
    }
    Ids.check(id);
    return prefixed
        ? new DocumentCommand.DeletePrefix(id)
        : new DocumentCommand.Delete(id, changeVector);
  }

  private void member(byte[] json, JsonCursor value) {
    if (value.nameIs("Type")) {
      type = value.textOrNull();
    } else if (value.nameIs("Id")) {
      id = value.textOrNull();
    } else if (value.nameIs("ChangeVector")) {
      changeVector = value.textOrNull();
    } else if (value.nameIs("IdPrefixed")) {
      prefixed = value.bool();
    } else if (value.nameIs("ReturnDocument")) {
      returnDocument = value.bool();
    } else if (value.nameIs("Document") && value.peek() != 'n') {
      document = IncomingDocument.read(json, value);
    }
  }
}
