// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything lies.
 *
 * @param root of the sources
 * @param jdkHome the JDK that is measured: server and peers run on it
 * @param scratch an empty folder, on the disk that is measured
 */
record Places(Path root, Path jdkHome, Path scratch) {

  Path dist() {
    return root.resolve("runtime/target/dist");
  }

  /** A folder of its own for something. */
  Path folder(String name) throws IOException {
    return Files.createDirectories(scratch.resolve(name));
  }

  /** The command that runs one of our programs on the JDK that is measured. */
  List<String> java(Class<?> program, String... arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(
                jdkHome.resolve("bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    words.addAll(List.of(arguments));
    return words;
  }

  /** Tells whoever watches. */
  void say(String line) {
    System.err.println(line);
  }
}
