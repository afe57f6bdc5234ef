// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import porthole.introspection.api.ActivityDTO;
import porthole.introspection.api.ThreadActivityDTO;
import porthole.lib.board.BoardFormatV1;
import porthole.lib.board.OfflineBoard;

/**
 * The activity board of another process, read from its file.
 *
 * @param threads by the address of their JavaThread
 * @param problem why there is none, or empty
 */
record BoardOf(Map<Long, ThreadActivityDTO> threads, String problem) {
  /** A mapping of a board that is still there; one that was replaced ends in "(deleted)". */
  private static final Pattern MAPPED =
      Pattern.compile(
          "^\\S+ +\\S+ +\\S+ +\\S+ +\\S+ +(/.*/"
              + Pattern.quote(BoardFormatV1.FILE_PREFIX)
              + "[^/]*"
              + Pattern.quote(BoardFormatV1.FILE_SUFFIX)
              + ")$");

  /** The one that the process itself has mapped, wherever it is. */
  static BoardOf process(long pid) {
    Path process = Path.of("/proc/" + pid);
    try (Stream<String> mappings =
        Files.lines(process.resolve("maps"), StandardCharsets.ISO_8859_1)) {
      for (String line : (Iterable<String>) mappings::iterator) {
        Matcher mapped = MAPPED.matcher(line);
        if (mapped.matches()) {
          // As the process sees it: it may live in a container.
          return read(Path.of(process + "/root" + mapped.group(1)));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      return new BoardOf(Map.of(), "The activity board cannot be read: " + e.getMessage());
    }
    return new BoardOf(Map.of(), "Process " + pid + " has no activity board.");
  }

  private static BoardOf read(Path file) throws IOException {
    OfflineBoard board = OfflineBoard.open(file, System::nanoTime);
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
            activity.kind.name().toLowerCase(Locale.ROOT),
            activity.job,
            activity.database,
            activity.requestId),
        activity.elapsedNanos / 1_000_000.0,
        activity.detail,
        activity.count);
  }
}
