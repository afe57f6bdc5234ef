// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The bundles of the distribution as they lie in its folder: {@code bundles/<start level>/*.jar}.
 *
 * @param bundles the jars of each start level, in the order of their names
 */
record Assembly(SortedMap<Integer, List<Path>> bundles) {

  /** The start level of bundles from the deploy directory: above all of the distribution's. */
  static final int DEPLOY_LEVEL = 50;

  /**
   * Reads the folder.
   *
   * @throws LaunchException when it is not there, or has something in it that does not belong
   */
  static Assembly read(Path home) throws LaunchException {
    Path root = home.resolve("bundles");
    SortedMap<Integer, List<Path>> bundles = new TreeMap<>();
    try {
      for (Path directory : list(root)) {
        bundles.put(level(directory), jars(directory));
      }
    } catch (IOException e) {
      throw new LaunchException(
          ExitCode.NOT_READY,
          "Cannot read the bundles in " + root + ": " + e + ". Build or unpack Porthole again.",
          e);
    }
    return new Assembly(bundles);
  }

  private static int level(Path directory) throws LaunchException {
    String name = directory.getFileName().toString();
    if (!name.matches("[1-9][0-9]?") || Integer.parseInt(name) >= DEPLOY_LEVEL) {
      throw new LaunchException(
          ExitCode.NOT_READY,
          directory + " is not a start level: expected a folder named 1 to " + (DEPLOY_LEVEL - 1));
    }
    return Integer.parseInt(name);
  }

  private static List<Path> jars(Path directory) throws IOException {
    List<Path> jars = new ArrayList<>();
    for (Path file : list(directory)) {
      if (file.getFileName().toString().endsWith(".jar")) {
        jars.add(file);
      }
    }
    return jars;
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    }
  }
}
