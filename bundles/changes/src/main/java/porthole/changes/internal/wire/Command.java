// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.wire;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for.
 *
 * @param id what it is confirmed by
 * @param watch whether to watch from now on, or no more
 * @param parameter which one, where the topic needs it; else empty
 */
public record Command(long id, boolean watch, Topic topic, String parameter) {
  private static final String WATCH = "watch-";
  private static final String UNWATCH = "unwatch-";
  // Ids have at most 512 bytes.
  private static final int MAX_PARAMETER = 1024;

  /**
   * Reads a command.
   *
   * @throws CommandException when it cannot be carried out
   */
  public static Command read(String text) throws CommandException {
    Raw raw = new Raw();
    try (JsonReader json = new JsonReader(new StringReader(text))) {
      json.beginObject();
      while (json.hasNext()) {
        raw.member(json);
      }
      json.endObject();
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw new CommandException(raw.id, "Something follows the command.");
      }
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      throw new CommandException(
          raw.id, "A command must be a JSON object with CommandId, Command and Param.");
    }
    return raw.command();
  }

  /** The members as they come. */
  private static final class Raw {
    private long id;
    private String command = "";
    private String parameter = "";

    void member(JsonReader json) throws IOException {
      switch (json.nextName()) {
        case "CommandId" -> id = json.nextLong();
        case "Command" -> command = text(json);
        case "Param" -> parameter = text(json);
        default -> json.skipValue();
      }
    }

    private static String text(JsonReader json) throws IOException {
      if (json.peek() == JsonToken.NULL) {
        json.nextNull();
        return "";
      }
      return json.nextString();
    }

    Command command() throws CommandException {
      boolean unwatch = command.startsWith(UNWATCH);
      if (!unwatch && !command.startsWith(WATCH)) {
        throw unknown();
      }
      String name = command.substring(unwatch ? UNWATCH.length() : WATCH.length());
      @Nullable Topic topic = Topic.of(name);
      if (topic == null) {
        throw isLater(name)
            ? new CommandException(
                id, "'" + command + "': counters and time series are not there yet.")
            : unknown();
      }
      if (topic.needsParameter() && (parameter.isBlank() || parameter.length() > MAX_PARAMETER)) {
        throw new CommandException(
            id, "'" + command + "' needs a Param of 1 to " + MAX_PARAMETER + " characters.");
      }
      return new Command(id, !unwatch, topic, topic.needsParameter() ? parameter : "");
    }

    private static boolean isLater(String name) {
      return name.contains("counter") || name.contains("timeseries");
    }

    private CommandException unknown() {
      return new CommandException(id, "There is no command '" + command + "'.");
    }
  }
}
