// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.board;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import porthole.lib.board.BoardFormatV1;

/** Removes the boards that processes left behind when they were killed. */
public final class StaleBoards {
  private static final Pattern NAME =
      Pattern.compile(
          Pattern.quote(BoardFormatV1.FILE_PREFIX)
              + "(\\d{1,18})-.*"
              + Pattern.quote(BoardFormatV1.FILE_SUFFIX));

  private StaleBoards() {}

  /**
   * Removes from {@code folder} each board whose process is gone and which nobody has locked.
   *
   * <p>Both are asked for: with a folder shared between containers the process may live in another
   * one, where its id says nothing, but its lock is seen.
   */
  public static void clean(Path folder) {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            folder, BoardFormatV1.FILE_PREFIX + "*" + BoardFormatV1.FILE_SUFFIX)) {
      for (Path file : files) {
        removeIfStale(file);
      }
    } catch (IOException e) {
      System.getLogger("porthole.introspection")
          .log(System.Logger.Level.DEBUG, "Could not look for stale boards in " + folder, e);
    }
  }

  /** A killed process whose parent has not yet asked for its exit code still has an id. */
  private static boolean isRunning(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().command()).isPresent();
  }

  private static void removeIfStale(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches() || isRunning(Long.parseLong(name.group(1))) || !Files.isWritable(file)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | OverlappingFileLockException e) {
      System.getLogger("porthole.introspection")
          .log(System.Logger.Level.DEBUG, "Left the board " + file + " alone", e);
    }
  }
}
