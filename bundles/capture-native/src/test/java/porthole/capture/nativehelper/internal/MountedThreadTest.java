// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mounted virtual thread is shown with its carrier, and never taken for whole when it is not. */
class MountedThreadTest {
  private static final String OWN = ".descend(";

  @ParameterizedTest
  @ValueSource(strings = {"", "native", "consistent"})
  void whatIsStillInTheHeapMakesItsStackIncomplete(String options) throws Exception {
    Optional<Path> home = TargetJvm.jdk(25);
    assumeTrue(home.isPresent(), "SKIPPED: no JDK 25 is installed");
    try (TargetJvm target = TargetJvm.start(home.get(), 0, List.of())) {
      target.mount();
      TargetJvm.Seen carrier =
          target.capture(options).values().stream()
              .filter(seen -> seen.frames().stream().anyMatch(frame -> frame.contains(".spin(")))
              .findFirst()
              .orElseThrow();
      List<String> frames = carrier.frames();
      long own = frames.stream().filter(frame -> frame.contains(OWN)).count();
      if (own < MountedThread.DEPTH + 1) {
        assertThat(carrier.incomplete())
            .isEqualTo("older frames of the mounted virtual thread are in the heap");
      } else {
        assertThat(carrier.incomplete()).isEmpty();
      }
      assertThat(frames).anyMatch(frame -> frame.contains("Continuation.run("));
      assertThat(frames).anyMatch(frame -> frame.contains("ForkJoinWorkerThread.run("));
    }
  }
}
