// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogManager;

/** Where log lines go and which are kept: as {@code etc/logging.properties} says. */
final class Logging {

  private Logging() {}

  /** Takes over the process's logging; without the file it stays as the JDK sets it up. */
  static void configure(Path file) throws LaunchException {
    if (!Files.exists(file)) {
      return;
    }
    try (InputStream properties = Files.newInputStream(file)) {
      LogManager.getLogManager().readConfiguration(properties);
    } catch (IOException | IllegalArgumentException e) {
      throw new LaunchException(
          ExitCode.USAGE, "Cannot set up logging from " + file + ": " + e.getMessage(), e);
    }
  }
}
