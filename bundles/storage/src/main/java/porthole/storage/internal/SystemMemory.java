// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How much memory the machine and this process's control group (version 2) have left, as Linux
 * says. Caches that the kernel would give up count as left. Elsewhere, nothing is ever short.
 */
final class SystemMemory {
  private final Path root;

  /**
   * Reads below that folder.
   *
   * @param root {@code /}, but for tests
   */
  SystemMemory(Path root) {
    this.root = root;
  }

  /** What is fuller than that part of it, in words, or empty. */
  String shortage(double full) {
    try {
      List<String> machine = lines(root.resolve("proc/meminfo"));
      long total = number(machine, "MemTotal:");
      long used = total - number(machine, "MemAvailable:");
      if (total > 0 && used > total * full) {
        return say("the machine's memory", used, total);
      }
      return group(full);
    } catch (IOException | NumberFormatException e) {
      // Not Linux, or one that does not say.
      return "";
    }
  }

  private String group(double full) throws IOException {
    Path group = null;
    for (String line : lines(root.resolve("proc/self/cgroup"))) {
      if (line.startsWith("0::/")) {
        group = root.resolve("sys/fs/cgroup").resolve(line.substring("0::/".length()));
      }
    }
    if (group == null || !Files.exists(group.resolve("memory.max"))) {
      return "";
    }
    String max = lines(group.resolve("memory.max")).get(0);
    if ("max".equals(max)) {
      return "";
    }
    long limit = Long.parseLong(max);
    long current = Long.parseLong(lines(group.resolve("memory.current")).get(0));
    long used = current - number(lines(group.resolve("memory.stat")), "inactive_file");
    return used > limit * full ? say("the container's memory", used, limit) : "";
  }

  // These files claim to be empty, but are not.
  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }

  private static long number(List<String> lines, String name) {
    for (String line : lines) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.substring(name.length()).replace("kB", "").strip());
      }
    }
    throw new NumberFormatException("no " + name);
  }

  private static String say(String what, long used, long total) {
    return String.format(
        Locale.ROOT, "%d %% of %s is in use", Math.round(100.0 * used / total), what);
  }
}
