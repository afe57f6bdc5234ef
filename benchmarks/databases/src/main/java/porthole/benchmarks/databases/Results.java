// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.databases;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import porthole.benchmarks.harness.MachineFacts;

/** Where a report goes, and what its figures depend on. */
final class Results {
  private final Path file;
  private final Map<String, String> facts;

  /**
   * Takes down the facts of this moment.
   *
   * @param benchmark a word for the file's name
   */
  Results(String benchmark, Path clone, Options options, Path scratch) {
    String jdk = MachineFacts.jdk(options.jdkHome);
    String major = jdk.replaceAll("[^0-9].*", "");
    LocalDate today = LocalDate.now(Clock.systemUTC());
    file = options.results.resolve(today + "-" + benchmark + "-jdk" + major + ".md");
    facts = MachineFacts.of(clone, options.jdkHome, scratch);
  }

  /** Writes it, with the facts. */
  Path write(String report) throws IOException {
    StringBuilder text = new StringBuilder(report).append("\n| | |\n|---|---|\n");
    facts.forEach((name, value) -> text.append("| " + name + " | " + value + " |\n"));
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
