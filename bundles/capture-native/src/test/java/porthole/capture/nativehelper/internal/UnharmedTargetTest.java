// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever becomes of the helper, its target runs on, and none of its threads stands still. */
class UnharmedTargetTest {
  private static final int CAPTURES = 60;
  private static final int BUSY = 3;

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void busyThreadsAreSeenToTheirBeginningOverAndOver(int major) throws Exception {
    try (TargetJvm target = start(major)) {
      int complete = 0;
      int seen = 0;
      List<TargetJvm.Seen> incomplete = new ArrayList<>();
      for (int i = 0; i < CAPTURES; i++) {
        String options = i % 3 == 0 ? "" : i % 3 == 1 ? "native" : "consistent";
        for (TargetJvm.Seen thread : target.capture(options).values()) {
          boolean busy = thread.frames().stream().anyMatch(frame -> frame.contains(".churn("));
          if (busy || thread.stopped()) {
            seen++;
            complete += thread.incomplete().isEmpty() ? 1 : 0;
            if (!thread.incomplete().isEmpty()) {
              incomplete.add(thread);
            }
          }
        }
      }
      System.err.println("JDK " + major + ": " + complete + " complete of " + seen);
      assertThat(seen).isGreaterThanOrEqualTo(CAPTURES * BUSY / 2);
      assertThat((seen - complete) * 200).as(incomplete::toString).isLessThanOrEqualTo(seen);
      assertUnharmed(target);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void aHelperThatIsKilledAtAnyTimeHarmsNobody(int major) throws Exception {
    Random random = new Random(11);
    try (TargetJvm target = start(major)) {
      int killed = 0;
      for (int i = 0; i < CAPTURES; i++) {
        CompletableFuture<Boolean> answered = CompletableFuture.supplyAsync(() -> answers(target));
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(40_000)));
        ProcessHandle.of(target.pid()).stream()
            .flatMap(ProcessHandle::children)
            .forEach(ProcessHandle::destroyForcibly);
        killed += answered.get(30, TimeUnit.SECONDS) ? 0 : 1;
        assertUnharmed(target);
      }
      System.err.println("JDK " + major + ": " + killed + " helpers killed of " + CAPTURES);
      assertThat(answers(target)).isTrue();
    }
  }

  private static TargetJvm start(int major) throws IOException {
    Optional<Path> home = TargetJvm.jdk(major);
    assumeTrue(home.isPresent(), "no JDK " + major + " is installed");
    return TargetJvm.start(home.get(), BUSY, List.of());
  }

  private static boolean answers(TargetJvm target) {
    try {
      return target.capture("").size() > ManyThreads.COUNT;
    } catch (IOException e) {
      return false;
    }
  }

  private static void assertUnharmed(TargetJvm target) throws IOException {
    assertThat(ProcessHandle.of(target.pid()).orElseThrow().children().toList()).isEmpty();
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + target.pid() + "/task"))) {
      for (Path task : tasks.toList()) {
        assertThat(status(task)).doesNotContain("State:\tt").doesNotContain("State:\tT");
        assertThat(status(task)).matches("(?s).*TracerPid:\\s*0\\s.*|");
      }
    }
  }

  /** Empty for a thread that has ended. */
  private static String status(Path task) {
    try {
      return Files.readString(task.resolve("status"));
    } catch (IOException e) {
      return "";
    }
  }
}
