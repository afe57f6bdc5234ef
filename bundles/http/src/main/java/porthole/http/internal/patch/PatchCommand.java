// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.patch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.document.Ids;
import porthole.http.internal.document.IncomingDocument;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonCursor;
import porthole.http.internal.json.JsonMembers;

/**
 * One document to be patched.
 *
 * @param condition on which
 * @param ifMissing null: what is missing is not made by a script
 * @param createIfMissing null: nor is it stored from this
 */
public record PatchCommand(
    String id,
    Condition condition,
    Patch patch,
    @Nullable Patch ifMissing,
    @Nullable IncomingDocument createIfMissing) {

  /**
   * What must hold.
   *
   * @param changeVector where the document must be; null: anywhere; empty: nowhere
   * @param skip whether it is left alone otherwise; else that is a failure
   */
  public record Condition(@Nullable String changeVector, boolean skip) {
    static final Condition NONE = new Condition(null, false);
  }

  /** A document that is patched if it is there. */
  public static PatchCommand of(String id, Patch patch) {
    return new PatchCommand(id, Condition.NONE, patch, null, null);
  }

  /** Reads the patches of a body that is about one document. */
  static PatchCommand of(String id, Condition condition, byte[] body) {
    return of(id, condition, body, JsonMembers.of(body));
  }

  /** Reads a command of a batch, {@code PATCH}, which a cursor stands at. */
  public static PatchCommand read(byte[] json, JsonCursor command) {
    JsonMembers members = JsonMembers.read(json, command);
    return of(id(members), condition(members), json, members);
  }

  /** Reads a command of a batch, {@code BatchPATCH}, which a cursor stands at. */
  public static List<PatchCommand> readMany(byte[] json, JsonCursor command) {
    JsonMembers members = JsonMembers.read(json, command);
    JsonCursor ids = members.value("Ids");
    if (ids == null) {
      throw RequestException.badRequest("A BatchPATCH has no 'Ids'.");
    }
    List<PatchCommand> commands = new ArrayList<>();
    ids.array(
        each -> {
          JsonMembers one = JsonMembers.read(json, each);
          commands.add(of(id(one), condition(one), json, members));
        });
    return commands;
  }

  private static PatchCommand of(String id, Condition condition, byte[] json, JsonMembers members) {
    Patch patch = Patch.read(json, members.value("Patch"));
    if (patch == null) {
      throw RequestException.badRequest("There is no 'Patch' for the document '" + id + "'.");
    }
    JsonCursor create = members.value("CreateIfMissing");
    return new PatchCommand(
        Ids.check(id),
        condition,
        patch,
        Patch.read(json, members.value("PatchIfMissing")),
        create == null || create.peek() == 'n' ? null : IncomingDocument.read(json, create));
  }

  private static String id(JsonMembers members) {
    JsonCursor id = members.value("Id");
    String text = id == null ? null : id.textOrNull();
    if (text == null) {
      throw RequestException.badRequest("A patch has no 'Id'.");
    }
    return text;
  }

  private static Condition condition(JsonMembers members) {
    JsonCursor vector = members.value("ChangeVector");
    return new Condition(vector == null ? null : vector.textOrNull(), false);
  }
}
