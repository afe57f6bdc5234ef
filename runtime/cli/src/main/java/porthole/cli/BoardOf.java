// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import porthole.introspection.api.ActivityDTO;
import porthole.introspection.api.ThreadActivityDTO;
import porthole.lib.board.OfflineBoard;

/**
 * The activity board of another process, read from its file.
 *
 * @param threads by the address of their JavaThread
 * @param problem why there is none, or empty
 */
record BoardOf(Map<Long, ThreadActivityDTO> threads, String problem) {
  private static final List<Path> FOLDERS =
      List.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir", "/tmp")));

  static BoardOf process(long pid) {
    for (Path folder : FOLDERS) {
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (DirectoryStream<Path> boards =
          Files.newDirectoryStream(folder, "porthole-board-" + pid + "-*.phb")) {
        for (Path file : boards) {
          return read(file, pid);
        }
      } catch (IOException e) {
        return new BoardOf(Map.of(), "The activity board cannot be read: " + e);
      }
    }
    return new BoardOf(Map.of(), "No activity board of process " + pid + " was found.");
  }

  private static BoardOf read(Path file, long pid) throws IOException {
    OfflineBoard board = OfflineBoard.open(file, System::nanoTime);
    if (board.pid() != pid) {
      throw new IOException(file + " is the board of process " + board.pid() + ".");
    }
    Map<Long, ThreadActivityDTO> threads = new HashMap<>();
    for (ThreadActivityDTO thread : board.read()) {
      if (thread.javaThreadAddress != 0) {
        threads.put(thread.javaThreadAddress, thread);
      }
    }
    return new BoardOf(threads, "");
  }

  String name(long javaThreadAddress) {
    ThreadActivityDTO thread = threads.get(javaThreadAddress);
    return thread == null ? "" : thread.threadName;
  }

  /** From the innermost to the outermost. */
  List<Capture.Activity> activities(long javaThreadAddress) {
    List<Capture.Activity> activities = new ArrayList<>();
    ThreadActivityDTO thread = threads.get(javaThreadAddress);
    if (thread != null) {
      for (ActivityDTO activity : thread.activities) {
        activities.add(0, activity(activity));
      }
    }
    return activities;
  }

  private static Capture.Activity activity(ActivityDTO activity) {
    return new Capture.Activity(
        new Capture.Subject(
            activity.kind.name().toLowerCase(java.util.Locale.ROOT),
            activity.job,
            activity.database,
            activity.requestId),
        activity.elapsedNanos / 1_000_000.0,
        activity.detail,
        activity.count);
  }
}
