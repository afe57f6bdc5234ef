// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the helper may do under each scope of Yama, on a kernel that has it: User Mode Linux. */
class YamaMatrixTest {
  private static final Path EXPECTED = Path.of("src", "test", "uml", "matrix.expected");
  private static final String END = "END";

  @TestFactory
  Stream<DynamicTest> theKernelPermitsWhatWasFoundThatItDoes() throws Exception {
    Path actual = CProgram.OUT.resolve("matrix.actual");
    Files.deleteIfExists(actual);
    CProgram.End end = CProgram.make("yama-matrix");
    String text = end.text();
    assumeFalse(text.contains("SKIPPED"), text);
    Map<String, String> found = results(Files.readAllLines(actual));
    // It may not have started at all: then nothing can be said of permissions here.
    assumeFalse(found.isEmpty(), () -> "User Mode Linux did not start. " + log());
    List<String> expected = Files.readAllLines(EXPECTED);
    return expected.stream()
        .map(line -> line.split(": ", 2))
        .map(
            line ->
                line[0].equals(END)
                    ? dynamicTest("it came to its end", () -> assertThat(found).containsKey(END))
                    : dynamicTest(
                        line[0], () -> assertThat(found).containsEntry(line[0], line[1])));
  }

  private static Map<String, String> results(List<String> lines) {
    Map<String, String> results = new HashMap<>();
    for (String line : lines) {
      String[] parts = line.split(": ", 2);
      results.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    return results;
  }

  private static String log() {
    try {
      return Files.readString(CProgram.OUT.resolve("matrix.log"), StandardCharsets.ISO_8859_1);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }
}
