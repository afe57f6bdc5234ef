// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

import java.nio.file.Path;
import java.util.List;

/**
 * Where everything lies.
 *
 * @param root of the sources
 * @param jdkHome the JDK that is measured: server and peers run on it
 * @param scratch an empty folder, on the disk that is measured
 * @param classPath of this program, and of the peers that are programs of it
 */
record Places(Path root, Path jdkHome, Path scratch, String classPath) {

  Path dist() {
    return root.resolve("runtime/target/dist");
  }

  /** The command that runs one of our programs on the JDK that is measured. */
  List<String> java(Class<?> program) {
    return List.of(
        jdkHome.resolve("bin/java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-Dfile.encoding=UTF-8",
        "-cp",
        classPath,
        program.getName());
  }

  /** This program's own class path. */
  static String ownClassPath() {
    return System.getProperty("java.class.path");
  }
}
