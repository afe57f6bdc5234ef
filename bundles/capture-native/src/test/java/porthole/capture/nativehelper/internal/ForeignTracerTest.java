// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another tracer on the target keeps from a capture only what cannot be read beside it. */
class ForeignTracerTest {
  private static final Path STRACE = Path.of("/usr/bin/strace");
  private static final int FEW = 5;

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void idleThreadsAreReadAndTheOthersNameTheTracer(int major) throws Exception {
    Optional<Path> home = TargetJvm.jdk(major);
    assumeTrue(home.isPresent(), "SKIPPED: no JDK " + major + " is installed");
    assumeTrue(Files.isExecutable(STRACE), "SKIPPED: there is no " + STRACE);
    try (TargetJvm target = TargetJvm.start(home.get(), 1, List.of())) {
      Map<String, TargetJvm.Seen> free = target.capture("");
      Process tracer = trace(target);
      try {
        Map<String, TargetJvm.Seen> traced = target.capture("");
        String reason = "process " + tracer.pid() + " traces the thread";
        int idle = 0;
        int busy = 0;
        for (Map.Entry<String, TargetJvm.Seen> thread : free.entrySet()) {
          TargetJvm.Seen seen = traced.get(thread.getKey());
          if (runs(thread.getValue(), ".recurse(")) {
            assertThat(seen).isEqualTo(thread.getValue());
            idle++;
          } else if (runs(thread.getValue(), ".churn(")) {
            assertThat(seen.incomplete()).startsWith(reason);
            busy++;
          }
        }
        assertThat(idle).isEqualTo(ManyThreads.COUNT);
        assertThat(busy).isEqualTo(1);

        List<String> reasons =
            target.capture("native").values().stream()
                .map(TargetJvm.Seen::incomplete)
                .filter(why -> !why.isEmpty())
                .toList();
        assertThat(reasons).hasSizeLessThan(ManyThreads.COUNT / FEW);
        assertThat(reasons).allSatisfy(why -> assertThat(why).startsWith(reason));
      } finally {
        tracer.destroy();
        tracer.waitFor(10, TimeUnit.SECONDS);
      }
      assertThat(target.capture("native").values())
          .filteredOn(seen -> runs(seen, ".recurse("))
          .hasSize(ManyThreads.COUNT)
          .allSatisfy(seen -> assertThat(seen.incomplete()).isEmpty());
    }
  }

  private static boolean runs(TargetJvm.Seen seen, String method) {
    return seen.frames().stream().anyMatch(frame -> frame.contains(method));
  }

  private static Process trace(TargetJvm target) throws IOException {
    Process tracer =
        new ProcessBuilder(
                STRACE.toString(),
                "-f",
                "-e",
                "trace=none",
                "-o",
                "/dev/null",
                "-p",
                "" + target.pid())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (tracer.isAlive() && System.nanoTime() < end && !tracesAll(tracer, target)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assumeTrue(tracer.isAlive(), "SKIPPED: strace may not trace here");
    return tracer;
  }

  private static boolean tracesAll(Process tracer, TargetJvm target) throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + target.pid() + "/task"))) {
      return tasks.allMatch(task -> status(task).contains("TracerPid:\t" + tracer.pid() + "\n"));
    }
  }

  private static String status(Path task) {
    try {
      return Files.readString(task.resolve("status"));
    } catch (IOException e) {
      return "";
    }
  }
}
