// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the kernel says of a process. */
final class Proc {
  private static final Pattern STATE = Pattern.compile("State:\\s+(\\w)");
  private static final Pattern TRACER = Pattern.compile("TracerPid:\\s+(\\d+)");
  private static final Pattern PARENT = Pattern.compile("PPid:\\s+(\\d+)");
  private static final Pattern MOST_MEMORY = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  private final Path folder;
  private final long pid;

  Proc(long pid) {
    this.pid = pid;
    this.folder = Path.of("/proc", Long.toString(pid));
  }

  /** Those of its threads that stand still, or that somebody traces. */
  List<String> threadsNotLeftAlone() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path task : list(folder.resolve("task"))) {
      String status = read(task.resolve("status"));
      boolean stopped = find(STATE, status).filter(state -> "tT".contains(state)).isPresent();
      boolean traced = find(TRACER, status).filter(tracer -> !tracer.equals("0")).isPresent();
      if (stopped || traced) {
        found.add(status);
      }
    }
    return found;
  }

  int threads() throws IOException {
    return list(folder.resolve("task")).size();
  }

  /** What its file descriptors of some kind lead to. */
  List<String> files(Pattern kind) throws IOException {
    List<String> files = new ArrayList<>();
    for (Path file : list(folder.resolve("fd"))) {
      try {
        String target = Files.readSymbolicLink(file).toString();
        if (kind.matcher(target).matches()) {
          files.add(target);
        }
      } catch (NoSuchFileException e) {
        // Closed since it was listed.
      }
    }
    return files;
  }

  /** Its children, zombies included. */
  List<Proc> children() throws IOException {
    List<Proc> children = new ArrayList<>();
    for (Path process : list(Path.of("/proc"))) {
      String name = process.getFileName().toString();
      if (name.chars().allMatch(Character::isDigit)
          && find(PARENT, read(process.resolve("status")))
              .filter(Long.toString(pid)::equals)
              .isPresent()) {
        children.add(new Proc(Long.parseLong(name)));
      }
    }
    return children;
  }

  /** The most memory that it ever had at a time, in KiB; nothing for a process that has ended. */
  Optional<Long> mostMemory() {
    return find(MOST_MEMORY, read(folder.resolve("status"))).map(Long::valueOf);
  }

  /** The file name of the program that it runs; empty for a process that has ended. */
  String program() {
    try {
      return Files.readSymbolicLink(folder.resolve("exe")).getFileName().toString();
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public String toString() {
    return read(folder.resolve("status"));
  }

  private static Optional<String> find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Empty for what has ended. */
  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
