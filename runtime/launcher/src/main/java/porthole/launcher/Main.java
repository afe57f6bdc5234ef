// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import java.nio.file.Path;
import java.util.List;

/** {@code bin/porthole run}, once the script has found a Java that fits. */
public final class Main {

  private static final String UNBUILT_VERSION = "0.0.0";

  private Main() {}

  /**
   * Runs the server until it is asked to end.
   *
   * @param arguments the options after {@code run}
   */
  public static void main(String[] arguments) {
    Console console = Console.ofProcess();
    ExitCode code = run(List.of(arguments), console);
    Runtime.getRuntime().exit(code.code());
  }

  private static ExitCode run(List<String> arguments, Console console) {
    try {
      Path home = home();
      Options options = Options.parse(arguments, home);
      Logging.configure(home.resolve("etc/logging.properties"));
      ShutdownRequests requests = new ShutdownRequests(console);
      requests.listenToSignals();
      DaemonThreads.named("stdin").newThread(() -> requests.listenTo(System.in)).start();
      new Server(home, options, version(), console).run(requests);
      console.say("stopped");
      return ExitCode.OK;
    } catch (LaunchException e) {
      console.say(e.line());
      return e.exitCode();
    }
  }

  private static Path home() throws LaunchException {
    String home = System.getProperty("porthole.home", "");
    if (home.isEmpty()) {
      throw new LaunchException(
          ExitCode.USAGE, "porthole.home is not set: start the server with bin/porthole run.");
    }
    return Path.of(home).toAbsolutePath().normalize();
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? UNBUILT_VERSION : version;
  }
}
