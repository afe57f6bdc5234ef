// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.patch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.document.Ids;
import porthole.http.internal.exchange.RequestException;
import porthole.script.api.HostFunction;
import porthole.storage.api.StoredDocument;

/** What a script that changes documents may call. For one run. */
final class ScriptFunctions {
  private static final List<String> NOT_YET =
      List.of(
          "counter",
          "counterRaw",
          "incrementCounter",
          "deleteCounter",
          "timeseries",
          "cmpxchg",
          "loadPath",
          "attachmentsFor",
          "include");

  private final PlannedChanges changes;
  private final ScriptLog log;

  private ScriptFunctions(PlannedChanges changes, ScriptLog log) {
    this.changes = changes;
    this.log = log;
  }

  /** By name. */
  static Map<String, HostFunction> of(PlannedChanges changes, ScriptLog log) {
    ScriptFunctions functions = new ScriptFunctions(changes, log);
    Map<String, HostFunction> all = new HashMap<>();
    all.put("load", functions::load);
    all.put("put", functions::put);
    all.put("del", functions::delete);
    all.put("output", functions::output);
    NOT_YET.forEach(name -> all.put(name, arguments -> refuse(name)));
    return all;
  }

  private @Nullable Object load(List<@Nullable Object> arguments) {
    if (arguments.size() == 1 && arguments.get(0) instanceof List<?> ids) {
      List<@Nullable Object> documents = new ArrayList<>();
      ids.forEach(id -> documents.add(load(id)));
      return documents;
    }
    return load(argument(arguments, 0));
  }

  private @Nullable Object load(@Nullable Object id) {
    if (id == null) {
      return null;
    }
    String name = text("load", "an id, or a list of ids", id);
    log.loaded(name);
    StoredDocument document = changes.get(name);
    return document == null ? null : ScriptDocument.of(document);
  }

  private Object put(List<@Nullable Object> arguments) {
    String id = Ids.check(text("put", "an id first", argument(arguments, 0)));
    if (id.endsWith("/") || id.endsWith("|")) {
      throw RequestException.notImplemented(
          "put('"
              + id
              + "') in a script needs a whole id: those that the server makes are not"
              + " there yet for scripts.");
    }
    if (!(argument(arguments, 1) instanceof Map<?, ?> document)) {
      throw RequestException.badRequest(
          "put('" + id + "') takes an object as its second argument.");
    }
    log.put(id);
    changes.put(id, vector("put", arguments, 2), ScriptDocument.incoming(document));
    return id;
  }

  private Object delete(List<@Nullable Object> arguments) {
    String id = Ids.check(text("del", "an id", argument(arguments, 0)));
    boolean there = changes.get(id) != null;
    log.deleted(id);
    changes.delete(id, vector("del", arguments, 1));
    return there;
  }

  private @Nullable Object output(List<@Nullable Object> arguments) {
    log.say(arguments);
    return null;
  }

  private static @Nullable String vector(
      String function, List<@Nullable Object> arguments, int index) {
    Object vector = argument(arguments, index);
    return vector == null ? null : text(function, "a change vector last", vector);
  }

  private static @Nullable Object refuse(String name) {
    throw RequestException.notImplemented(
        "Scripts cannot call " + name + "() yet: this server does not have what it is about.");
  }

  private static @Nullable Object argument(List<@Nullable Object> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }

  private static String text(String function, String what, @Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw RequestException.badRequest(
        function + "() in a script takes " + what + ", as a text; it was given " + value + ".");
  }
}
