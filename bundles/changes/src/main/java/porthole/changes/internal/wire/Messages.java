// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.wire;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import porthole.indexing.api.IndexEvent;
import porthole.storage.api.Change;

/** What the server says: JSON objects, which go out in arrays. */
public final class Messages {

  /** Cached answers may be old. */
  public static final String CACHE_CHANGE = "{\"Type\":\"AggressiveCacheChange\",\"Value\":{}}";

  /** What this server can tell of; the first thing that a client hears. */
  public static final String FEATURES =
      "{\"TopologyChange\":true,\"AggressiveCachingChange\":true}";

  private Messages() {}

  /** A command has been carried out. */
  public static String confirm(long command) {
    return "{\"CommandId\":" + command + ",\"Type\":\"Confirm\"}";
  }

  /** A command has not been carried out. */
  public static String error(long command, String why) {
    return json(
        out ->
            out.name("CommandId")
                .value(command)
                .name("Type")
                .value("Error")
                .name("Exception")
                .value(why));
  }

  /** A document was stored or deleted. */
  public static String document(Change change) {
    return json(
        out ->
            value(out, "DocumentChange")
                .name("Type")
                .value(change.document() == null ? "Delete" : "Put")
                .name("Id")
                .value(change.id())
                .name("CollectionName")
                .value(change.collection())
                .name("ChangeVector")
                .value(change.changeVector())
                .endObject());
  }

  /** Something has happened to an index. */
  public static String index(String name, IndexEvent event) {
    return json(
        out ->
            value(out, "IndexChange")
                .name("Type")
                .value(indexChangeType(event))
                .name("Name")
                .value(name)
                .endObject());
  }

  /** An operation has come further. */
  public static String operation(long id, byte[] state) {
    return json(
        out ->
            value(out, "OperationStatusChange")
                .name("OperationId")
                .value(id)
                .name("State")
                .jsonValue(new String(state, StandardCharsets.UTF_8))
                .endObject());
  }

  private static String indexChangeType(IndexEvent event) {
    return switch (event) {
      case ADDED,
          REMOVED,
          DEMOTED_TO_IDLE,
          PROMOTED_FROM_IDLE,
          DEMOTED_TO_DISABLED,
          MARKED_AS_ERRORED,
          PAUSED ->
          "Index" + camel(event.name());
      default -> camel(event.name());
    };
  }

  private static String camel(String constant) {
    return Arrays.stream(constant.split("_", 0))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  private static JsonWriter value(JsonWriter out, String type) throws IOException {
    return out.name("Type").value(type).name("Value").beginObject();
  }

  @FunctionalInterface
  private interface Members {
    void write(JsonWriter out) throws IOException;
  }

  private static String json(Members members) {
    StringWriter text = new StringWriter();
    try (JsonWriter out = new JsonWriter(text)) {
      out.beginObject();
      members.write(out);
      out.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
