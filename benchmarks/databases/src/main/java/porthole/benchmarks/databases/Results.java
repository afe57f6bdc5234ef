// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.databases;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import porthole.benchmarks.harness.MachineFacts;
import porthole.benchmarks.harness.ResultFiles;

/** Where a report goes, and what its figures depend on. */
final class Results {
  private final ResultFiles files;
  private final Map<String, String> facts;

  /**
   * Takes down the facts of this moment.
   *
   * @param benchmark a word for the file's name
   */
  Results(String benchmark, Path clone, Options options, Path scratch) {
    files = new ResultFiles(benchmark, options);
    facts = MachineFacts.of(clone, options.jdkHome, scratch);
  }

  /** Writes it, with the facts. */
  void write(String report) throws IOException {
    StringBuilder text = new StringBuilder(report).append("\n| | |\n|---|---|\n");
    facts.forEach((name, value) -> text.append("| " + name + " | " + value + " |\n"));
    files.write(".md", text.toString());
  }
}
