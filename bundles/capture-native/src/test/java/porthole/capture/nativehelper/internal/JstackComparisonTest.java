// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the helper sees is what jstack sees, wherever a thread stays for both to see. */
class JstackComparisonTest {
  // Those that take the capture, and those that run all the time, though to the same places.
  private static final Pattern MOVING =
      Pattern.compile("\"(main|capture|busy-.*|process reaper.*)\"");

  @ParameterizedTest
  @CsvSource({
    "17, ''",
    "25, ''",
    "17, -Xint",
    "25, -Xint",
    "17, -XX:TieredStopAtLevel=1",
    "25, -XX:TieredStopAtLevel=1",
    "17, -Xcomp",
    "25, -Xcomp",
    "17, -XX:-UseCompressedOops",
    "25, -XX:-UseCompressedOops",
    "17, -XX:-UseCompressedClassPointers",
    "25, -XX:-UseCompressedClassPointers",
    "17, -XX:+UseZGC",
    "25, -XX:+UseZGC",
    "25, -XX:+UseShenandoahGC",
    "17, -XX:+UseSerialGC",
    "25, -XX:+UseSerialGC",
    "17, -XX:-SegmentedCodeCache",
    "25, -XX:-SegmentedCodeCache",
    "25, -XX:+UseCompactObjectHeaders"
  })
  void everyFrameAndLineOfAThreadThatStaysIsTheSame(int major, String flags) throws Exception {
    Optional<Path> home = TargetJvm.jdk(major);
    assumeTrue(home.isPresent(), "no JDK " + major + " is installed");
    List<String> options = flags.isEmpty() ? List.of() : List.of(flags.split(" "));
    try (TargetJvm target = TargetJvm.start(home.get(), 2, options)) {
      Map<String, TargetJvm.Seen> before = target.jstack();
      Map<String, TargetJvm.Seen> captured = target.capture("");
      Map<String, TargetJvm.Seen> after = target.jstack();
      List<String> differences = new ArrayList<>();
      int same = 0;
      for (Map.Entry<String, TargetJvm.Seen> thread : before.entrySet()) {
        TargetJvm.Seen later = after.get(thread.getKey());
        List<String> expected = thread.getValue().frames();
        if (MOVING.matcher(thread.getValue().header()).lookingAt()) {
          continue;
        }
        if (later == null || !later.frames().equals(expected) || expected.contains("carrier")) {
          continue;
        }
        TargetJvm.Seen seen = captured.get(thread.getKey());
        if (seen != null && seen.frames().equals(expected)) {
          same++;
        } else if (!expected.isEmpty() || seen != null) {
          differences.add(thread.getValue().header() + "\n  " + expected + "\n  " + seen);
        }
      }
      System.err.println(major + " " + flags + ": " + same + " the same of " + before.size());
      assertThat(differences).isEmpty();
      assertThat(same).isGreaterThanOrEqualTo(ManyThreads.COUNT);
    }
  }
}
