// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import porthole.benchmarks.usage.NativeUsage;

/** Runs a program as a user would, its output into a file. One at a time, or CPU times mix. */
public final class Command {
  private final List<String> words;
  private final Map<String, String> environment;
  private final Path output;
  private final long patienceSeconds;

  public Command(
      List<String> words, Map<String, String> environment, Path output, long patienceSeconds) {
    this.words = words;
    this.environment = environment;
    this.output = output;
    this.patienceSeconds = patienceSeconds;
  }

  /** Waits for its end; kills it when that takes too long. */
  public Ran run() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectOutput(output.toFile());
    builder.redirectError(output.resolveSibling(output.getFileName() + ".errors").toFile());
    builder.environment().putAll(environment);
    long cpu = NativeUsage.childrenNanos();
    long begin = Clock.nanos();
    Process process = builder.start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(patienceSeconds, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    long end = Clock.nanos();
    int exitCode = ended ? process.exitValue() : -1;
    return new Ran(begin, end, NativeUsage.childrenNanos() - cpu, exitCode, output);
  }
}
