// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param host where to listen: a loopback address or name
 * @param port 0 for a free one
 * @param data the data directory
 * @param deploy the directory whose bundles are started and stopped as they come and go
 * @param run the rest
 */
record Options(String host, int port, Path data, Path deploy, Run run) {

  /**
   * What this run does.
   *
   * @param demo whether the first start creates the demo database
   * @param profile the name of a folder in etc/profiles whose settings hold besides those in etc;
   *     or empty
   * @param rehearse whether to do a little of everything once it serves, and end
   */
  record Run(boolean demo, String profile, boolean rehearse) {}

  static final int DEFAULT_PORT = 8080;
  static final String DEFAULT_HOST = "127.0.0.1";

  /**
   * Reads the options of {@code run}.
   *
   * @param home the distribution, which holds the directories that are not given
   * @throws LaunchException of kind USAGE or UNSAFE
   */
  static Options parse(List<String> arguments, Path home) throws LaunchException {
    Parser parser = new Parser(home);
    parser.read(new ArrayDeque<>(arguments));
    requireLoopback(parser.host);
    return new Options(
        parser.host,
        parser.port,
        parser.data.toAbsolutePath().normalize(),
        parser.deploy.toAbsolutePath().normalize(),
        new Run(parser.demo, parser.profile, parser.rehearse));
  }

  private static void requireLoopback(String host) throws LaunchException {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new LaunchException(
          ExitCode.USAGE, "--host " + host + ": no such host. Give 127.0.0.1 or ::1.", e);
    }
    if (!address.isLoopbackAddress()) {
      throw new LaunchException(
          ExitCode.UNSAFE,
          "--host "
              + host
              + " would let other machines in. That needs credentials and TLS configured, which"
              + " come later; until then use 127.0.0.1 or ::1, or a tunnel to it.");
    }
  }

  /** Where the values gather while the arguments are read. */
  private static final class Parser {
    private String host = DEFAULT_HOST;
    private int port = DEFAULT_PORT;
    private boolean demo = true;
    private boolean rehearse;
    private String profile = "";
    private Path data;
    private Path deploy;

    Parser(Path home) {
      data = home.resolve("data");
      deploy = home.resolve("deploy");
    }

    void read(Deque<String> arguments) throws LaunchException {
      while (!arguments.isEmpty()) {
        String argument = arguments.removeFirst();
        int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
        if (equals > 0) {
          arguments.addFirst(argument.substring(equals + 1));
          argument = argument.substring(0, equals);
        }
        apply(argument, arguments, equals > 0);
      }
    }

    private void apply(String name, Deque<String> rest, boolean hasValue) throws LaunchException {
      switch (name) {
        case "--host" -> host = value(name, rest.pollFirst());
        case "--port" -> port = port(value(name, rest.pollFirst()));
        case "--data" -> data = path(name, value(name, rest.pollFirst()));
        case "--deploy" -> deploy = path(name, value(name, rest.pollFirst()));
        case "--profile" -> profile = value(name, rest.pollFirst());
        case "--no-demo" -> demo = !flag(name, hasValue);
        case "--rehearse" -> rehearse = flag(name, hasValue);
        default -> throw usage("Unknown option '" + name + "'.");
      }
    }

    private static boolean flag(String name, boolean hasValue) throws LaunchException {
      if (hasValue) {
        throw usage(name + " takes no value.");
      }
      return true;
    }

    private static String value(String name, @Nullable String value) throws LaunchException {
      if (value == null || value.isEmpty() || value.startsWith("--")) {
        throw usage(name + " needs a value.");
      }
      return value;
    }

    private static Path path(String name, String value) throws LaunchException {
      try {
        return Path.of(value);
      } catch (InvalidPathException e) {
        throw usage(name + " " + value + ": " + e.getReason() + ".");
      }
    }

    private static int port(String value) throws LaunchException {
      try {
        int port = Integer.parseInt(value);
        if (port >= 0 && port <= 65535) {
          return port;
        }
      } catch (NumberFormatException e) {
        // Falls through to the same message.
      }
      throw usage("--port " + value + ": give a number from 0 (a free port) to 65535.");
    }

    private static LaunchException usage(String message) {
      return new LaunchException(ExitCode.USAGE, message + " See 'porthole help'.");
    }
  }
}
