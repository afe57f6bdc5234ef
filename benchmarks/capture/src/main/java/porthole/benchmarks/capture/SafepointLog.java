// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JVM's own account of its safepoints, a file that grows. */
final class SafepointLog {
  /** The JVM's operations that look at the stacks of threads. */
  private static final Set<String> DUMPS =
      Set.of("ThreadDump", "PrintThreads", "PrintJNI", "FindDeadlocks", "GetAllStackTraces");

  private static final Pattern LINE =
      Pattern.compile(".*Safepoint \"([^\"]+)\".* At safepoint: +([0-9]+) ns.*");

  private final Path file;

  /**
   * One safepoint.
   *
   * @param operation the JVM's name for its cause
   * @param nanos while all Java threads stood: without the time that it took them to come to that
   */
  record Safepoint(String operation, long nanos) {

    boolean isThreadDump() {
      return DUMPS.contains(operation);
    }
  }

  SafepointLog(Path file) {
    this.file = file;
  }

  /** The option by which a JVM writes it. */
  String jvmOption() {
    return "-Xlog:safepoint=info:file=" + file + ":none:filecount=0";
  }

  /** Where it ends now. */
  long end() throws IOException {
    return Files.size(file);
  }

  /** Those that were written from there on. */
  List<Safepoint> since(long offset) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.position(offset);
      byte[] bytes = Channels.newInputStream(channel).readAllBytes();
      return parse(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  static List<Safepoint> parse(String text) {
    return text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .map(line -> new Safepoint(line.group(1), Long.parseLong(line.group(2))))
        .toList();
  }
}
