// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The files that a run of a benchmark leaves, named for the day, the benchmark and the JDK. */
public final class ResultFiles {
  private final Path folder;
  private final LocalDate day = LocalDate.now(ZoneOffset.UTC);
  private final String name;

  /**
   * Of a run that begins now.
   *
   * @param benchmark a word for the files' names
   */
  public ResultFiles(String benchmark, BenchOptions options) {
    folder = options.results;
    String major = MachineFacts.jdk(options.jdkHome).replaceFirst("[^0-9].*", "");
    name = day + "-" + benchmark + "-jdk" + major;
  }

  /** The day of the run, as reports say it. */
  public String day() {
    return day.toString();
  }

  /** Writes one of them, and says so. */
  public void write(String ending, String content) throws IOException {
    Path file = Files.createDirectories(folder).resolve(name + ending);
    Files.writeString(file, content, StandardCharsets.UTF_8);
    System.err.println("wrote " + file);
  }
}
