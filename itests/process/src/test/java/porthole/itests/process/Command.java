// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that has ended.
 *
 * @param exitCode what it ended with
 * @param output what it printed, errors too
 */
public record Command(int exitCode, String output) {
  private static final long PATIENCE_SECONDS = 90;

  /** Runs {@code words} to its end, with a Java to run tools on. */
  public static Command run(List<String> words) throws IOException, InterruptedException {
    Path printed = Files.createTempFile("command", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(printed.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      Process process = builder.start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError(words + " did not end:\n" + Files.readString(printed));
      }
      return new Command(
          process.exitValue(), Files.readString(printed, StandardCharsets.UTF_8).strip());
    } finally {
      Files.delete(printed);
    }
  }

  public static Command run(Object... words) throws IOException, InterruptedException {
    return run(Arrays.stream(words).map(String::valueOf).toList());
  }

  /** What it printed; fails when it failed. */
  public String expectSuccess() {
    if (exitCode != 0) {
      throw new AssertionError("ended with " + exitCode + ":\n" + output);
    }
    return output;
  }
}
