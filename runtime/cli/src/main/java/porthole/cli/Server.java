// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A running server and the right to look into it.
 *
 * @param url its address
 * @param token the admin token
 */
record Server(URI url, String token) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

  /** The server that the options mean, by the files that it leaves in its data directory. */
  static Server find(StacksOptions options, Places places) throws CliException {
    Path data = options.data() == null ? places.data() : options.data();
    URI url = options.url() == null ? announced(data) : options.url();
    @Nullable Path given = options.tokenFile();
    if (given == null && !LOOPBACK.contains(url.getHost())) {
      throw new CliException(
          ExitCode.NO_ACCESS,
          url.getHost()
              + " is another machine, and this one's token is not sent there."
              + " Give that server's own with --token-file F.");
    }
    return new Server(url, token(given == null ? data.resolve("admin-token") : given));
  }

  private static URI announced(Path data) throws CliException {
    Path file = data.resolve("server.json");
    try {
      JsonElement json = JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8));
      JsonObject server = json.getAsJsonObject();
      long pid = server.has("Pid") ? server.get("Pid").getAsLong() : 0;
      if (pid > 0 && ProcessHandle.of(pid).isEmpty()) {
        throw new CliException(
            ExitCode.NO_SERVER,
            "the server that used " + data + ", process " + pid + ", is gone without a farewell.");
      }
      return URI.create(server.get("Url").getAsString());
    } catch (NoSuchFileException e) {
      throw new CliException(
          ExitCode.NO_SERVER,
          "no server runs on the data directory "
              + data.toAbsolutePath()
              + ". Give another with --data DIR, or the address with --url U.",
          e);
    } catch (IOException
        | JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | NullPointerException e) {
      throw new CliException(ExitCode.NO_SERVER, "cannot read " + file + ": " + e, e);
    }
  }

  private static String token(Path file) throws CliException {
    String token;
    try {
      token = Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new CliException(
          ExitCode.NO_ACCESS,
          "cannot read the token in "
              + file
              + " ("
              + e.getClass().getSimpleName()
              + "). Run this as the user who runs the server, or give --data DIR or --token-file F.",
          e);
    }
    if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new CliException(ExitCode.NO_ACCESS, "there is no token in " + file + ".");
    }
    return token;
  }
}
