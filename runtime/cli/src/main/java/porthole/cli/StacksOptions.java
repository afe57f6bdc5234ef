// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code porthole stacks} was asked for.
 *
 * @param url the server, or null for the one that uses the data directory
 * @param data the data directory, or null for the usual one
 * @param tokenFile the file with the token, or null for the one in the data directory
 * @param pid the process to look at without asking it, or 0
 * @param wanted what is wanted beyond Java's stacks
 * @param timeout how long to wait for the server, or null for the usual time
 * @param filter words that each stack shown must hold; may be empty
 * @param all whether every frame of every stack is printed
 */
record StacksOptions(
    @Nullable URI url,
    @Nullable Path data,
    @Nullable Path tokenFile,
    long pid,
    Wanted wanted,
    @Nullable Duration timeout,
    String filter,
    boolean all) {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LATE = Duration.ofSeconds(60);

  static final String HELP =
      """
      porthole stacks [options]   print what every thread of a running server is doing
        --url U                   ask the server at U (default: the one that uses the data directory)
        --data DIR                the server's data directory (default: $PORTHOLE_DATA, or data in the
                                  distribution); its address and its token are read from there
        --token-file F            read the token from F
        --pid PID                 look at process PID from outside, without asking it: for a server that
                                  hangs or is stopped. Needs the right to trace it: its user's, or
                                  root's where Yama guards processes
                                  (a server of --data that does not answer is looked at so unasked)
        --timeout S               wait S seconds for the server to answer (default: 5 where it can be
                                  looked at from outside instead, else 60)
        --native                  the C and C++ frames, too
        --consistent              all threads at one instant, held until the last is read
        --virtual                 also virtual threads that are not mounted (Java 21 and later)
        --filter TEXT             print only stacks in which each word of TEXT occurs: a thread, job,
                                  database, detail, frame, bundle or #request
        --all                     print every frame of every stack; without it, idle threads take a
                                  line, and frames of libraries and of the JDK are folded

      Exit codes
        0   printed
        1   an unforeseen failure
        2   an unknown option, or a value that cannot be
        9   no running server was found, or it neither answers nor can be looked at
        10  the token is missing, unreadable or not the server's
        11  the server could not take a capture; it says why
      """;

  static StacksOptions parse(List<String> args) throws CliException {
    Parser parser = new Parser(new ArrayDeque<>(args));
    parser.parse();
    return new StacksOptions(
        parser.url,
        parser.data,
        parser.tokenFile,
        parser.pid,
        new Wanted(parser.nativeFrames, parser.consistent, parser.virtual),
        parser.timeout,
        parser.filter,
        parser.all);
  }

  /**
   * How long to wait for the server's answer.
   *
   * @param otherwise whether it can be looked at in another way when none comes
   */
  Duration patience(boolean otherwise) {
    return timeout != null ? timeout : otherwise ? SOON : LATE;
  }

  private static final class Parser {
    private final Deque<String> rest;
    private @Nullable URI url;
    private @Nullable Path data;
    private @Nullable Path tokenFile;
    private String filter = "";
    private long pid;
    private @Nullable Duration timeout;
    private boolean nativeFrames;
    private boolean consistent;
    private boolean virtual;
    private boolean all;

    Parser(Deque<String> rest) {
      this.rest = rest;
    }

    void parse() throws CliException {
      while (!rest.isEmpty()) {
        String name = rest.removeFirst();
        switch (name) {
          case "--url" -> url = url(value(name));
          case "--data" -> data = path(name);
          case "--token-file" -> tokenFile = path(name);
          case "--pid" -> pid = pid(value(name));
          case "--native" -> nativeFrames = true;
          case "--consistent" -> consistent = true;
          case "--virtual" -> virtual = true;
          case "--timeout" -> timeout = seconds(value(name));
          case "--filter" -> filter = value(name);
          case "--all" -> all = true;
          default ->
              throw new CliException(
                  ExitCode.USAGE, "unknown option '" + name + "'. See 'porthole help'.");
        }
      }
    }

    private String value(String name) throws CliException {
      if (rest.isEmpty()) {
        throw new CliException(ExitCode.USAGE, name + " needs a value. See 'porthole help'.");
      }
      return rest.removeFirst();
    }

    private static Duration seconds(String value) throws CliException {
      if (!value.matches("[1-9][0-9]{0,3}")) {
        throw new CliException(
            ExitCode.USAGE, "--timeout is '" + value + "'; expected seconds, 1 to 9999.");
      }
      return Duration.ofSeconds(Long.parseLong(value));
    }

    private static long pid(String value) throws CliException {
      if (!value.matches("[1-9][0-9]{0,9}")) {
        throw new CliException(ExitCode.USAGE, "--pid is '" + value + "'; expected a number.");
      }
      return Long.parseLong(value);
    }

    private Path path(String name) throws CliException {
      String value = value(name);
      try {
        return Path.of(value);
      } catch (InvalidPathException e) {
        throw new CliException(ExitCode.USAGE, name + " is no path: '" + value + "'.", e);
      }
    }

    private static URI url(String value) throws CliException {
      try {
        URI uri = new URI(value);
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (http && uri.getHost() != null) {
          return uri;
        }
      } catch (URISyntaxException e) {
        throw badUrl(value, e);
      }
      throw badUrl(value, null);
    }

    private static CliException badUrl(String value, @Nullable Exception cause) {
      return new CliException(
          ExitCode.USAGE,
          "--url is '" + value + "'; expected something like http://127.0.0.1:8080.",
          cause);
    }
  }
}
