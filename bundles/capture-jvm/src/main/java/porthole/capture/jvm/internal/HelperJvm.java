// SPDX-License-Identifier: Apache-2.0
package porthole.capture.jvm.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import porthole.capture.api.Availability;
import porthole.lib.capture.session.HelperStarter;

/** How a helper JVM is started, and whether it can be. */
final class HelperJvm implements HelperStarter {
  static final String MAIN = "porthole.capture.jvm.internal.helper.HelperMain";

  // Variables through which a JVM takes options, and with them agents that would follow it here.
  private static final List<String> OPTION_VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

  private final Path javaHome;
  private final Path jar;
  private final List<String> serverArguments;

  /**
   * A helper that runs on {@code javaHome}, which is also the server's.
   *
   * @param serverArguments the options of the server's own JVM
   */
  HelperJvm(Path javaHome, Path jar, List<String> serverArguments) {
    this.javaHome = javaHome;
    this.jar = jar;
    this.serverArguments = List.copyOf(serverArguments);
  }

  Availability availability() {
    if (!Files.isExecutable(java())) {
      return Availability.no(
          "There is no executable " + java() + ".",
          "Run the server on a whole JDK: set JAVA_HOME to one.");
    }
    if (!Files.exists(javaHome.resolve("lib").resolve(System.mapLibraryName("attach")))) {
      return Availability.no(
          javaHome + " is a runtime without the module jdk.attach.",
          "Run the server on a whole JDK: set JAVA_HOME to one.");
    }
    if (serverArguments.contains("-XX:+DisableAttachMechanism")) {
      return Availability.no(
          "The server runs with -XX:+DisableAttachMechanism.", "Start it without that option.");
    }
    if (reducesSignals() && !serverArguments.contains("-XX:+StartAttachListener")) {
      // SIGQUIT, by which one attaches for the first time, would end such a JVM.
      return Availability.no(
          "The server runs with -Xrs, and without -XX:+StartAttachListener.",
          "Start it without -Xrs, or with -XX:+StartAttachListener.");
    }
    return Availability.YES;
  }

  private boolean reducesSignals() {
    return serverArguments.contains("-Xrs") || serverArguments.contains("-XX:+ReduceSignalUsage");
  }

  @Override
  public Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command());
    builder.directory(jar.toAbsolutePath().toFile().getParentFile());
    OPTION_VARIABLES.forEach(builder.environment()::remove);
    return builder.start();
  }

  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(java().toString());
    // Small and quick to start.
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Xms16m", "-Xmx256m", "-XX:-UsePerfData"));
    // Standard output is for frames; a crash leaves no files behind.
    command.addAll(List.of("-XX:+DisplayVMOutputToStderr", "-XX:-CreateCoredumpOnCrash"));
    command.addAll(List.of("--add-modules", "jdk.attach"));
    command.addAll(List.of("--add-exports", "jdk.attach/sun.tools.attach=ALL-UNNAMED"));
    command.addAll(List.of("-cp", jar.toAbsolutePath().toString(), MAIN));
    return command;
  }

  private Path java() {
    String name = System.getProperty("os.name", "").startsWith("Windows") ? "java.exe" : "java";
    return javaHome.resolve("bin").resolve(name);
  }
}
