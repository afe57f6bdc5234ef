// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM whose libjvm was replaced on disk, as an upgrade does it, is captured all the same. */
class ReplacedLibraryTest {
  private static final String LIBJVM = "lib/server/libjvm.so";

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void javaFramesAreUnchangedAndNativeOnesAreNamedOrARemarkSaysWhyNot(
      int major, @TempDir Path folder) throws Exception {
    Path home = jdk(major);
    Path image = imageOf(home, folder.resolve("jdk"));
    try (TargetJvm target = TargetJvm.start(image, 0, List.of())) {
      Map<String, TargetJvm.Seen> before = target.capture("native");
      assertThat(target.remarks()).isEmpty();

      replace(image.resolve(LIBJVM), home.resolve("lib/libjli.so"));
      assertThat(Files.readString(Path.of("/proc/" + target.pid() + "/maps")))
          .contains("libjvm.so (deleted)");
      assertSameFrames(target.capture(""), before, true);
      Map<String, TargetJvm.Seen> all = target.capture("native");
      if (target.remarks().isEmpty()) {
        assertSameFrames(all, before, false);
      } else {
        assertThat(target.remarks()).singleElement().asString().contains("libjvm.so was replaced");
        assertSameFrames(all, before, true);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void theSameBuildInstalledAgainNamesItsFunctions(int major, @TempDir Path folder)
      throws Exception {
    Path home = jdk(major);
    Path image = imageOf(home, folder.resolve("jdk"));
    try (TargetJvm target = TargetJvm.start(image, 0, List.of())) {
      Map<String, TargetJvm.Seen> before = target.capture("native");
      replace(image.resolve(LIBJVM), home.resolve(LIBJVM));
      assertSameFrames(target.capture("native"), before, false);
      assertThat(target.remarks()).isEmpty();
    }
  }

  private static Path jdk(int major) throws IOException {
    Optional<Path> home = TargetJvm.jdk(major);
    assumeTrue(home.isPresent(), "SKIPPED: no JDK " + major + " is installed");
    return home.get().toRealPath();
  }

  /** Takes the old one's name in one step: whoever has it open keeps it. */
  private static void replace(Path old, Path by) throws IOException {
    Path next = old.resolveSibling("libjvm.next");
    Files.copy(by, next);
    Files.move(next, old, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A JDK of its own launcher and libjvm, and of links. */
  private static Path imageOf(Path home, Path image) throws IOException {
    Files.createDirectories(image.resolve("bin"));
    Files.createDirectories(image.resolve("lib/server"));
    Files.copy(home.resolve("bin/java"), image.resolve("bin/java"));
    Files.copy(home.resolve(LIBJVM), image.resolve(LIBJVM));
    Files.createSymbolicLink(image.resolve("bin/jstack"), home.resolve("bin/jstack"));
    Files.createSymbolicLink(image.resolve("conf"), home.resolve("conf"));
    linkAll(home.resolve("lib"), image.resolve("lib"));
    linkAll(home.resolve("lib/server"), image.resolve("lib/server"));
    return image;
  }

  private static void linkAll(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Path link = to.resolve(file.getFileName());
        if (!Files.exists(link)) {
          Files.createSymbolicLink(link, file);
        }
      }
    }
  }

  private static void assertSameFrames(
      Map<String, TargetJvm.Seen> now, Map<String, TargetJvm.Seen> before, boolean javaOnly) {
    int same = 0;
    for (Map.Entry<String, TargetJvm.Seen> thread : before.entrySet()) {
      List<String> expected = frames(thread.getValue(), javaOnly);
      if (expected.stream().anyMatch(frame -> frame.contains(".recurse("))) {
        assertThat(frames(now.get(thread.getKey()), javaOnly)).isEqualTo(expected);
        same++;
      }
    }
    assertThat(same).isEqualTo(ManyThreads.COUNT);
  }

  private static List<String> frames(TargetJvm.Seen seen, boolean javaOnly) {
    return seen.frames().stream().filter(frame -> !javaOnly || !frame.contains(" (")).toList();
  }
}
