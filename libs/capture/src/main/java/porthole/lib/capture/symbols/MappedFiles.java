// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.symbols;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that a process has mapped, even where another file has taken the name on disk, as an
 * upgrade of a package does it.
 */
final class MappedFiles {
  private static final String DELETED = " (deleted)";

  private final Path process;

  /** Those of the process with this directory, such as {@code /proc/self}. */
  MappedFiles(Path process) {
    this.process = process;
  }

  /**
   * A file with the mapped one's content.
   *
   * @param module its path as /proc/PID/maps has it
   * @throws IOException when there is none that this process may open
   */
  Path find(String module) throws IOException {
    if (!module.endsWith(DELETED)) {
      return Path.of(module);
    }
    String name = withoutMark(module);
    String[] range = firstRange(module).split("-", -1);
    long start = Long.parseUnsignedLong(range[0], 16);
    long end = Long.parseUnsignedLong(range[1], 16);
    // The kernel opens these for root, or with CAP_CHECKPOINT_RESTORE, only.
    Path mapped =
        process.resolve("map_files").resolve(Long.toHexString(start) + "-" + Long.toHexString(end));
    if (opens(mapped)) {
      return mapped;
    }
    Path now = Path.of(name);
    if (opens(now) && sameBuild(now, start)) {
      return now;
    }
    throw new IOException(
        name
            + " was replaced or removed on disk while it is in use, and only root may still open"
            + " the old one: its functions are shown by their addresses until the server restarts.");
  }

  /** The last part of a module's path. */
  static String fileName(String module) {
    String path = withoutMark(module);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String withoutMark(String module) {
    boolean marked = module.endsWith(DELETED);
    return marked ? module.substring(0, module.length() - DELETED.length()) : module;
  }

  private String firstRange(String module) throws IOException {
    try (Stream<String> lines = Files.lines(process.resolve("maps"))) {
      // start-end perms offset device inode path
      Optional<String> first =
          lines.filter(line -> line.endsWith(module) && line.contains(" 00000000 ")).findFirst();
      return first
          .map(line -> line.substring(0, line.indexOf(' ')))
          .filter(range -> range.indexOf('-') > 0)
          .orElseThrow(() -> new IOException(module + " is no longer mapped."));
    }
  }

  private static boolean opens(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.isOpen();
    } catch (IOException e) {
      return false;
    }
  }

  private boolean sameBuild(Path file, long start) throws IOException {
    try (FileChannel now = FileChannel.open(file, StandardOpenOption.READ);
        FileChannel memory = FileChannel.open(process.resolve("mem"), StandardOpenOption.READ)) {
      byte[] expected = BuildId.read(memory, start);
      return expected.length > 0 && Arrays.equals(expected, BuildId.read(now, 0));
    }
  }
}
