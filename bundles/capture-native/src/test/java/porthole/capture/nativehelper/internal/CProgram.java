// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the Makefile builds, run to its end. */
final class CProgram {
  static final Path OUT = Path.of("target", "native").toAbsolutePath();

  private static final long PATIENCE_SECONDS = 600;

  private CProgram() {}

  /**
   * How a program ended.
   *
   * @param output of its standard output and error
   */
  record End(int exitCode, List<String> output) {
    String text() {
      return String.join("\n", output);
    }
  }

  /** The names of the programs that these sources become, such as all {@code fuzz_}. */
  static List<String> named(String prefix) {
    try (Stream<Path> sources = Files.list(Path.of("src", "test", "c"))) {
      return sources
          .map(source -> source.getFileName().toString())
          .filter(name -> name.startsWith(prefix) && name.endsWith(".c"))
          .map(name -> name.substring(0, name.length() - 2))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has the Makefile make something. */
  static End make(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("make", "--no-print-directory", "--silent"));
    command.addAll(List.of("-C", "src/main/c", "OUT=" + OUT));
    command.addAll(List.of(arguments));
    return run(Map.of(), command);
  }

  static End run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Path output = Files.createTempFile("c-program", ".out");
    try {
      Process process = builder.redirectOutput(output.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IOException(command + " did not end. " + Files.readString(output));
      }
      return new End(process.exitValue(), Files.readAllLines(output, StandardCharsets.ISO_8859_1));
    } finally {
      Files.delete(output);
    }
  }
}
