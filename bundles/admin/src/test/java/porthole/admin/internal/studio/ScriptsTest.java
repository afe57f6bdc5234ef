// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests of the page's scripts, which are in src/test/js, where there is a Node. */
class ScriptsTest {

  @Test
  void theScriptsPassTheirOwnTests(@TempDir Path folder) throws Exception {
    Optional<Path> node = find("node");
    assumeTrue(node.isPresent(), "Node is not installed");
    // Node takes a .js file for a module only where a package.json says so; none is shipped.
    Files.writeString(folder.resolve("package.json"), "{\"type\":\"module\"}");
    copy(Path.of("src/main/resources/studio/stacks"), folder);
    copy(Path.of("src/test/js"), folder);
    Process run =
        new ProcessBuilder(List.of(node.get().toString(), "--test"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.waitFor()).as(output).isZero();
    assertThat(output).doesNotContain("# tests 0");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".js")).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static Optional<Path> find(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
