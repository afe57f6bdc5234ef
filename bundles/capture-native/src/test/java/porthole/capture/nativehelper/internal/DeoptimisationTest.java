// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A frame whose code became invalid under it is seen where it is. */
class DeoptimisationTest {
  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void aFrameThatReturnsToItsDeoptimisationIsShownAsJstackShowsIt(int major) throws Exception {
    Optional<Path> home = TargetJvm.jdk(major);
    assumeTrue(home.isPresent(), "SKIPPED: no JDK " + major + " is installed");
    String pause = Deoptimised.class.getName().replace('.', '/') + ".pause";
    List<String> flags =
        List.of(
            // C1 makes no code here that depends on there being one implementation.
            "-XX:-TieredCompilation",
            "-Xbatch",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=dontinline," + pause);
    try (TargetJvm target = TargetJvm.start(home.get(), 0, flags)) {
      Map<String, TargetJvm.Seen> shown = target.jstack();
      String thread =
          shown.entrySet().stream()
              .filter(entry -> entry.getValue().header().startsWith("\"deoptimised\""))
              .findFirst()
              .orElseThrow()
              .getKey();
      assertThat(staleFrames(target)).contains(thread + " 1");
      List<String> expected = shown.get(thread).frames();
      assertThat(expected).anyMatch(frame -> frame.contains("Deoptimised.middle("));

      TargetJvm.Seen seen = target.capture("").get(thread);
      assertThat(seen.incomplete()).isEmpty();
      assertThat(seen.frames()).isEqualTo(expected);

      TargetJvm.Seen all = target.capture("native").get(thread);
      assertThat(all.incomplete()).isEmpty();
      List<String> java = new ArrayList<>(all.frames());
      java.removeIf(frame -> frame.contains(" ("));
      assertThat(java).isEqualTo(expected);
    }
  }

  /** By the JavaThread, how many frames have the return address of a deoptimisation. */
  private static List<String> staleFrames(TargetJvm target) throws Exception {
    Path program = CProgram.OUT.resolve("stale_frames");
    CProgram.End made = CProgram.make(program.toString());
    assertThat(made.exitCode()).as(made.text()).isZero();
    CProgram.End end =
        CProgram.run(Map.of(), List.of(program.toString(), Long.toString(target.pid())));
    assertThat(end.exitCode()).as(end.text()).isZero();
    return end.output();
  }
}
