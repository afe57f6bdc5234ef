// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The file of ready-made classes that the JVM was told to start with; see 'porthole prepare'. */
final class ClassArchive {
  private static final System.Logger LOG = System.getLogger("porthole.launcher");

  private ClassArchive() {}

  /**
   * Logs whether the JVM took it: one that was made by another Java, or of another distribution, it
   * leaves in silence.
   *
   * @param archive its path; empty when there is none
   * @param maps the process's memory maps as Linux lists them
   */
  static void report(String archive, Path maps) {
    if (archive.isEmpty()) {
      LOG.log(
          System.Logger.Level.INFO,
          "Started without a class archive; with one starts are faster: porthole prepare");
    } else if (isMapped(archive, maps)) {
      LOG.log(System.Logger.Level.INFO, "Started with the class archive {0}", archive);
    } else {
      LOG.log(
          System.Logger.Level.WARNING,
          "The class archive {0} was not used: it is damaged, or of another Java, distribution or"
              + " profile. Make a new one: porthole prepare",
          archive);
    }
  }

  private static boolean isMapped(String archive, Path maps) {
    try (Stream<String> lines = Files.lines(maps)) {
      return lines.anyMatch(line -> line.endsWith(archive));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "Cannot tell what is mapped", e);
      return true;
    }
  }
}
