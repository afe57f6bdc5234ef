// SPDX-License-Identifier: Apache-2.0
package porthole.demo.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * The progress on disk, replaced whole. It may be behind what is stored, never ahead: storing a
 * document of the demo a second time changes nothing.
 */
final class ProgressFile {

  private static final String STATE = "State";
  private static final String NEXT = "Next";

  private final Path file;

  ProgressFile(Path file) {
    this.file = file;
  }

  DemoProgress read() throws IOException {
    if (!Files.exists(file)) {
      return DemoProgress.NOTHING;
    }
    try {
      JsonObject json = JsonParser.parseString(Files.readString(file, UTF_8)).getAsJsonObject();
      String state = json.get(STATE).getAsString().toUpperCase(Locale.ROOT);
      return new DemoProgress(DemoProgress.State.valueOf(state), json.get(NEXT).getAsLong());
    } catch (JsonParseException | IllegalStateException | IllegalArgumentException e) {
      throw new IOException(file + " is damaged; delete it to load the demo again", e);
    }
  }

  void write(DemoProgress progress) throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty(STATE, progress.state().name());
    json.addProperty(NEXT, progress.next());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, json + "\n", UTF_8);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
