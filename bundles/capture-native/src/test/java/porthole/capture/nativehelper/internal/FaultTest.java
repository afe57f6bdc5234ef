// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Wherever in a capture the helper is killed, its target runs on with no thread standing still;
 * wherever the target is, its helper ends. Between any two of a helper's system calls is a place.
 */
class FaultTest {
  private static final int PLACES_A_PHASE = 4;
  private static final String KILLED = "killed in ";

  @BeforeAll
  static void build() throws Exception {
    CProgram.End made = CProgram.make("faults");
    assertThat(made.exitCode()).as(made.text()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"17, ''", "25, ''", "17, consistent", "25, consistent", "17, native", "25, native"})
  void aHelperThatIsKilledAnywhereHarmsNobody(int major, String options) throws Exception {
    try (TargetJvm target = start(major)) {
      Map<String, Long> phases = phases(target, options);
      for (Map.Entry<String, Long> phase : phases.entrySet()) {
        for (int i = 0; i < PLACES_A_PHASE; i++) {
          long place = phase.getValue() * i / PLACES_A_PHASE;
          String how = killHelper(target, options, phase.getKey(), place);
          // The last places of a phase are not there in every capture.
          assertThat(i > 0 || how.startsWith(KILLED + phase.getKey())).as(how).isTrue();
          assertUnharmed(target);
        }
      }
      System.err.println("JDK " + major + " " + options + ": system calls by phase " + phases);
      assertThat(target.capture(options).size()).isGreaterThan(ManyThreads.COUNT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"begin", "attach", "stop", "detach", "walk", "answer"})
  void aHelperEndsWhereverInACaptureItsServerIsKilled(String phase) throws Exception {
    try (TargetJvm target = start(Runtime.version().feature() == 25 ? 25 : 17)) {
      long helper = target.hold("");
      Process faults = faults(helper, target.pid(), phase, 0);
      try (BufferedReader said = faults.inputReader(StandardCharsets.UTF_8)) {
        assertThat(said.readLine()).isEqualTo("ready");
        target.sayGo();
        assertThat(said.readLine()).startsWith(KILLED + phase);
      }
      assertThat(isRunning(helper)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void aHelperEndsWhenItsServerIsKilledBeforeItMayLook(int major) throws Exception {
    try (TargetJvm target = start(major)) {
      long helper = target.hold("");
      ProcessHandle.of(target.pid()).orElseThrow().destroyForcibly();
      ProcessHandle.of(helper).ifPresent(process -> process.onExit().join());
      assertThat(isRunning(helper)).isFalse();
    }
  }

  private static TargetJvm start(int major) throws IOException {
    Optional<Path> home = TargetJvm.jdk(major);
    assumeTrue(home.isPresent(), "no JDK " + major + " is installed");
    return TargetJvm.start(home.get(), 2, List.of());
  }

  /** How many system calls each phase of a capture has. */
  private static Map<String, Long> phases(TargetJvm target, String options) throws Exception {
    long helper = target.hold(options);
    Process faults = faults(helper, helper, "begin", Long.MAX_VALUE);
    Map<String, Long> phases = new LinkedHashMap<>();
    try (BufferedReader said = faults.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo("ready");
      assertThat(target.letGo().size()).isGreaterThan(ManyThreads.COUNT);
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        String[] words = line.split(" ", 2);
        phases.put(words[0], Long.parseLong(words[1]));
      }
    }
    assertThat(phases).hasSize(6).allSatisfy((name, calls) -> assertThat(calls).isPositive());
    return phases;
  }

  private static String killHelper(TargetJvm target, String options, String phase, long place)
      throws Exception {
    long helper = target.hold(options);
    Process faults = faults(helper, helper, phase, place);
    try (BufferedReader said = faults.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo("ready");
      try {
        target.letGo();
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("helper process");
      }
      return said.readLine();
    }
  }

  private static Process faults(long helper, long victim, String phase, long place)
      throws IOException {
    return new ProcessBuilder(
            CProgram.OUT.resolve("faults").toString(),
            Long.toString(helper),
            Long.toString(victim),
            phase,
            Long.toString(place))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void assertUnharmed(TargetJvm target) throws IOException {
    assertThat(ProcessHandle.of(target.pid()).orElseThrow().children().toList()).isEmpty();
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + target.pid() + "/task"))) {
      for (Path task : tasks.toList()) {
        String status = status(task);
        assertThat(status).doesNotContain("State:\tt").doesNotContain("State:\tT");
        assertThat(status).matches("(?s).*TracerPid:\\s*0\\s.*|");
      }
    }
  }

  /** Empty for what has ended. */
  private static String status(Path process) {
    try {
      return Files.readString(process.resolve("status"));
    } catch (IOException e) {
      return "";
    }
  }

  /** One that nobody has waited for yet does not run any more. */
  private static boolean isRunning(long pid) {
    String status = status(Path.of("/proc", Long.toString(pid)));
    return !status.isEmpty() && !status.contains("State:\tZ") && !status.contains("State:\tX");
  }
}
