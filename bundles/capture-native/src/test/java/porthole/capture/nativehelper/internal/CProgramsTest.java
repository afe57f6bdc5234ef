// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The helper's own tests, written in C, each case counted. */
class CProgramsTest {
  // The same every time, so that what passed once passes again.
  private static final long FIXED_SEED = 1;
  private static final List<Integer> JDKS = List.of(17, 25);

  @BeforeAll
  static void build() throws Exception {
    CProgram.End made = CProgram.make("-j2", "test-programs", "asan-programs", "fuzz-programs");
    assertThat(made.exitCode()).as(made.text()).isZero();
  }

  @TestFactory
  Stream<DynamicContainer> everyMechanismWorks() {
    return CProgram.named("test_").stream()
        .map(name -> dynamicContainer(name, cases(CProgram.OUT.resolve(name))));
  }

  @TestFactory
  Stream<DynamicContainer> everyMechanismWorksUnderTheSanitizers() {
    return CProgram.named("test_").stream()
        .map(name -> dynamicContainer(name, cases(CProgram.OUT.resolve("asan").resolve(name))));
  }

  @TestFactory
  Stream<DynamicTest> whateverAParserReadsItReadsNothingElse() {
    return CProgram.named("fuzz_").stream().flatMap(this::fuzzings);
  }

  @Test
  void valgrindFindsNothing() throws Exception {
    assumeTrue(Boolean.getBoolean("porthole.long"), "runs with './porthole test --long' only");
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Path.of(folder, "valgrind").toFile().canExecute()),
        "valgrind is not installed (Debian: valgrind)");
    for (int major : JDKS) {
      Optional<Path> home = TargetJvm.jdk(major);
      assumeTrue(home.isPresent(), "no JDK " + major + " is installed");
      try (TargetJvm target = TargetJvm.start(home.get(), 2, List.of())) {
        CProgram.End end = CProgram.make("valgrind", "PID=" + target.pid());
        assertThat(end.exitCode()).as(end.text()).isZero();
      }
    }
  }

  private static Stream<DynamicTest> cases(Path program) {
    CProgram.End end;
    try {
      end = CProgram.run(Map.of(), List.of(program.toString()));
    } catch (Exception e) {
      return Stream.of(dynamicTest("runs", () -> fail(e)));
    }
    List<DynamicTest> cases = new ArrayList<>();
    for (String line : end.output()) {
      String[] words = line.split(" ", 2);
      switch (words[0]) {
        case "passed" -> cases.add(dynamicTest(words[1], () -> {}));
        case "failed" -> cases.add(dynamicTest(words[1], () -> fail(end.text())));
        case "skipped" -> cases.add(dynamicTest(words[1], () -> abort(words[1])));
        default -> {
          // What a failure says of itself.
        }
      }
    }
    boolean failed = end.output().stream().anyMatch(line -> line.startsWith("failed "));
    String last = cases.size() + " tests, " + (failed ? "" : "0 failures");
    cases.add(
        dynamicTest(
            "all cases ran",
            () -> {
              assertThat(end.text()).contains(last);
              assertThat(end.exitCode()).as(end.text()).isEqualTo(failed ? 1 : 0);
            }));
    return cases.stream();
  }

  private Stream<DynamicTest> fuzzings(String name) {
    long random = new Random().nextLong();
    if (!name.equals("fuzz_jvm")) {
      return Stream.of(FIXED_SEED, random)
          .map(seed -> dynamicTest(name + ", seed " + seed, () -> fuzz(name, seed, Map.of())));
    }
    return JDKS.stream()
        .flatMap(
            major ->
                Stream.of(FIXED_SEED, random)
                    .map(
                        seed -> dynamicTest(title(name, seed, major), () -> fuzzJvm(seed, major))));
  }

  private static String title(String name, long seed, int major) {
    return name + " of JDK " + major + ", seed " + seed;
  }

  private static void fuzzJvm(long seed, int major) throws Exception {
    Optional<Path> home = TargetJvm.jdk(major);
    assumeTrue(home.isPresent(), "no JDK " + major + " is installed");
    fuzz("fuzz_jvm", seed, Map.of("JAVA_HOME", home.get().toString()));
  }

  private static void fuzz(String name, long seed, Map<String, String> environment)
      throws Exception {
    long seconds = Boolean.getBoolean("porthole.long") ? 60 : 2;
    Path program = CProgram.OUT.resolve("asan").resolve(name);
    List<String> command =
        List.of(program.toString(), Long.toString(seconds), Long.toUnsignedString(seed));
    CProgram.End end = CProgram.run(environment, command);
    System.err.println(name + ", seed " + Long.toUnsignedString(seed) + ": " + last(end));
    assertThat(end.exitCode()).as(command + ": " + end.text()).isZero();
    assertThat(last(end)).matches("[1-9][0-9]* rounds");
  }

  private static String last(CProgram.End end) {
    return end.output().isEmpty() ? "" : end.output().get(end.output().size() - 1);
  }
}
