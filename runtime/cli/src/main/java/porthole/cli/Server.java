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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A running server and the right to look into it.
 *
 * @param url its address
 * @param token the admin token
 * @param pid its process on this machine, or 0 where it is not known
 */
record Server(URI url, String token, long pid) {
  // How far the clock may have been set between the start of a process and its announcement.
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

  /** The server that the options mean, by the files that it leaves in its data directory. */
  static Server find(StacksOptions options, Places places) throws CliException {
    Path data = options.data() == null ? places.data() : options.data();
    @Nullable URI given = options.url();
    return given == null ? announced(data, options) : of(given, 0, data, options);
  }

  private static Server of(URI url, long pid, Path data, StacksOptions options)
      throws CliException {
    @Nullable Path given = options.tokenFile();
    if (given == null && !LOOPBACK.contains(url.getHost())) {
      throw new CliException(
          ExitCode.NO_ACCESS,
          url.getHost()
              + " is another machine, and this one's token is not sent there."
              + " Give that server's own with --token-file F.");
    }
    return new Server(url, token(given == null ? data.resolve("admin-token") : given), pid);
  }

  private static Server announced(Path data, StacksOptions options) throws CliException {
    Path file = data.resolve("server.json");
    try {
      JsonElement json = JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8));
      JsonObject server = json.getAsJsonObject();
      long pid = server.has("Pid") ? server.get("Pid").getAsLong() : 0;
      if (pid > 0 && !isTheOne(pid, server)) {
        throw new CliException(
            ExitCode.NO_SERVER,
            "the server that used " + data + ", process " + pid + ", is gone without a farewell.");
      }
      return of(URI.create(server.get("Url").getAsString()), pid, data, options);
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
        | DateTimeException
        | NullPointerException e) {
      throw new CliException(ExitCode.NO_SERVER, "cannot read " + file + ": " + e, e);
    }
  }

  /** Whether the process is there, and not another one that got its number since. */
  private static boolean isTheOne(long pid, JsonObject server) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    Optional<Instant> started = process.flatMap(one -> one.info().startInstant());
    if (process.isEmpty() || started.isEmpty() || !server.has("StartedAt")) {
      return process.isPresent();
    }
    Instant announced = Instant.parse(server.get("StartedAt").getAsString());
    return !started.get().isAfter(announced.plus(CLOCK_TOLERANCE));
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
