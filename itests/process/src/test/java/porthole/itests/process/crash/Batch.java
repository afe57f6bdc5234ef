// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a client sends to be stored as a whole or not at all. */
record Batch(List<Command> commands) {

  /** Stores a document, or deletes it where the token is empty. */
  record Command(String id, String token) {
    boolean isDelete() {
      return token.isEmpty();
    }

    JsonObject toJson() {
      JsonObject command = new JsonObject();
      command.addProperty("Id", id);
      command.addProperty("Type", isDelete() ? "DELETE" : "PUT");
      if (!isDelete()) {
        boolean even = id.charAt(id.length() - 1) % 2 == 0;
        command.add("Document", Content.of(token, even ? "Orders" : "Lines"));
      }
      return command;
    }
  }

  String toJson() {
    JsonArray all = new JsonArray();
    commands.forEach(command -> all.add(command.toJson()));
    JsonObject body = new JsonObject();
    body.add("Commands", all);
    return body.toString();
  }

  /**
   * What is there once it has been applied, in place of {@code before}.
   *
   * @param etags of its commands; 0 for a delete of what was not there
   */
  Map<String, Stored> applied(Map<String, Stored> before, List<Long> etags) {
    Map<String, Stored> after = new TreeMap<>(before);
    for (int i = 0; i < commands.size(); i++) {
      if (etags.get(i) != 0) {
        Command command = commands.get(i);
        after.put(command.id(), new Stored(etags.get(i), command.token()));
      }
    }
    return after;
  }

  /** Which commands change something: all but deletes of what is not there. */
  List<Boolean> effective(Map<String, Stored> before) {
    Map<String, Boolean> present = new TreeMap<>();
    before.forEach((id, stored) -> present.put(id, !stored.isTombstone()));
    List<Boolean> effective = new ArrayList<>();
    for (Command command : commands) {
      effective.add(!command.isDelete() || present.getOrDefault(command.id(), false));
      present.put(command.id(), !command.isDelete());
    }
    return effective;
  }

  /**
   * The etags that it must have had when {@code after} is what it left: those that a later command
   * of the batch has hidden lie somewhere between their neighbours.
   */
  List<Long> etagsSeenIn(Map<String, Stored> before, Map<String, Stored> after, long above) {
    List<Boolean> effective = effective(before);
    List<Long> etags = new ArrayList<>(Collections.nCopies(commands.size(), 0L));
    Map<String, Integer> last = new TreeMap<>();
    for (int i = 0; i < commands.size(); i++) {
      if (effective.get(i)) {
        last.put(commands.get(i).id(), i);
      }
    }
    long previous = above;
    for (int i = 0; i < commands.size(); i++) {
      if (effective.get(i)) {
        String id = commands.get(i).id();
        Stored seen = last.get(id) == i ? after.get(id) : null;
        previous = seen == null ? previous + 1 : increased(previous, seen.etag(), id);
        etags.set(i, previous);
      }
    }
    return etags;
  }

  private static long increased(long previous, long etag, String id) {
    if (etag <= previous) {
      throw new AssertionError("Etags do not increase: " + etag + " after " + previous + ", " + id);
    }
    return etag;
  }

  /** The etags in the server's answer, each above the one before. */
  List<Long> etagsOf(JsonObject answer, long above) {
    List<Long> etags = new ArrayList<>();
    long previous = above;
    for (JsonElement element : answer.getAsJsonArray("Results")) {
      JsonObject result = element.getAsJsonObject();
      boolean put = result.get("Type").getAsString().equals("PUT");
      if (!put && !result.get("Deleted").getAsBoolean()) {
        etags.add(0L);
        continue;
      }
      long etag = etagOf(result.get(put ? "@change-vector" : "ChangeVector").getAsString());
      previous = increased(previous, etag, result.toString());
      etags.add(etag);
    }
    if (etags.size() != commands.size()) {
      throw new AssertionError(commands.size() + " commands, but " + etags.size() + " results");
    }
    return etags;
  }

  /** The etag of a change vector of this one node. */
  static long etagOf(String changeVector) {
    int colon = changeVector.indexOf(':');
    return Long.parseLong(changeVector, colon + 1, changeVector.indexOf('-', colon), 10);
  }
}
