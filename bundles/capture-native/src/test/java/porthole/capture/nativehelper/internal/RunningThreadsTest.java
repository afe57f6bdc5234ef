// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Threads that run are seen to their beginning, and each frame can have called the next. */
class RunningThreadsTest {
  private static final int THREADS = 4;
  private static final List<String> OPTIONS = List.of("", "native", "consistent");
  private static final int LINKS_A_BROKEN_ONE = 4_000;
  private static final int CAPTURES = Boolean.getBoolean("porthole.long") ? 6_000 : 240;

  private final Map<Link, Integer> links = new EnumMap<>(Link.class);
  private final List<String> broken = new ArrayList<>();
  private final List<String> incomplete = new ArrayList<>();
  private int seen;

  /**
   * A thread as the kernel knows it.
   *
   * @param started tells it from a later one of the same id
   */
  private record Task(String name, String started) {}

  @ParameterizedTest
  @CsvSource({
    "17, ''",
    "25, ''",
    "17, -Xint",
    "17, -XX:TieredStopAtLevel=1",
    "25, -XX:TieredStopAtLevel=1",
    "17, -XX:-TieredCompilation",
    "25, -XX:+UseZGC"
  })
  void areSeenToTheirBeginningLinkByLink(int major, String flags) throws Exception {
    Optional<Path> home = TargetJvm.jdk(major);
    assumeTrue(home.isPresent(), "no JDK " + major + " is installed");
    // Every mode of the JVM in turn; the default one for longer.
    int captures = flags.isEmpty() ? CAPTURES : CAPTURES / 4;
    List<String> options = flags.isEmpty() ? List.of() : List.of(flags);
    try (TargetJvm target = TargetJvm.churning(home.get(), THREADS, options);
        Bytecode bytecode = new Bytecode(home.get(), System.getProperty("java.class.path"))) {
      // The first ones: those that they start have the same names to begin with.
      List<Long> churning =
          tasks(target).entrySet().stream()
              .filter(task -> task.getValue().name().startsWith("churn-"))
              .map(Map.Entry::getKey)
              .sorted()
              .limit(THREADS)
              .toList();
      for (int i = 0; i < captures; i++) {
        Map<Long, Task> before = tasks(target);
        Map<String, TargetJvm.Seen> threads = target.capture(OPTIONS.get(i % OPTIONS.size()));
        Map<Long, Task> after = tasks(target);
        for (TargetJvm.Seen thread : threads.values()) {
          check(bytecode, thread);
          long id = Long.parseLong(thread.header().split("\t", -1)[2]);
          Task task = before.get(id);
          if (task != null && task.equals(after.get(id))) {
            count(churning.contains(id), task, thread);
          }
        }
      }
    }
    System.err.printf(
        "JDK %d %s: %d running threads, %d incomplete %s; links %s%n",
        major, flags, seen, incomplete.size(), incomplete, links);
    // A running thread's innermost frame is told by the code around where it is, which may mislead.
    assertThat(broken.size() * LINKS_A_BROKEN_ONE).as(broken::toString).isLessThan(of(Link.CALLS));
    assertThat(seen).isGreaterThanOrEqualTo(captures * THREADS);
    assertThat(incomplete.size() * 200).as(incomplete::toString).isLessThanOrEqualTo(seen);
    // What cannot be checked is a small part only.
    int unchecked = links.values().stream().mapToInt(Integer::intValue).sum() - of(Link.CALLS);
    assertThat(unchecked).as(links::toString).isLessThan(of(Link.CALLS) / 4);
    assertThat(of(Link.FROM_JVM)).as(links::toString).isLessThan(of(Link.CALLS) / 50 + 10);
  }

  private int of(Link link) {
    return links.getOrDefault(link, 0);
  }

  private void check(Bytecode bytecode, TargetJvm.Seen thread) {
    List<TargetJvm.Place> java =
        thread.places().stream().filter(place -> !place.className().isEmpty()).toList();
    for (int i = 0; i + 1 < java.size(); i++) {
      Link link = Link.of(bytecode, java.get(i), java.get(i + 1));
      links.merge(link, 1, Integer::sum);
      if (link == Link.BROKEN) {
        broken.add(
            java.get(i)
                + " by "
                + java.get(i + 1)
                + " in "
                + thread.frames()
                + thread.incomplete());
      }
    }
  }

  private void count(boolean churns, Task task, TargetJvm.Seen thread) {
    List<TargetJvm.Place> java =
        thread.places().stream().filter(place -> !place.className().isEmpty()).toList();
    // A short-lived one may have just been born, or be about to end.
    if (!churns && (java.isEmpty() || !task.name().equals("short-lived"))) {
      return;
    }
    seen++;
    boolean whole = !java.isEmpty() && isBeginning(java.get(java.size() - 1), churns);
    if (!thread.incomplete().isEmpty() || !whole) {
      incomplete.add(
          task.name()
              + ": "
              + thread.header()
              + " "
              + thread.incomplete()
              + " "
              + thread.frames()
              + "\n");
    }
  }

  private static boolean isBeginning(TargetJvm.Place place, boolean churns) {
    return place.className().equals("java.lang.Thread")
        && (place.method().equals("run") || (!churns && place.method().equals("exit")));
  }

  private static Map<Long, Task> tasks(TargetJvm target) throws IOException {
    Map<Long, Task> found = new HashMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + target.pid() + "/task"))) {
      for (Path task : tasks.toList()) {
        String stat = read(task.resolve("stat"));
        if (stat.contains(")")) {
          String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
          String started = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
          found.put(Long.parseLong(task.getFileName().toString()), new Task(name, started));
        }
      }
    }
    return found;
  }

  /** Empty for a thread that has ended. */
  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
