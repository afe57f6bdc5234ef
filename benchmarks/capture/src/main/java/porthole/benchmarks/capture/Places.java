// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

import java.nio.file.Path;

/**
 * Where everything lies.
 *
 * @param root of the sources
 * @param jdkHome the JDK that is measured: the server runs on it, its tools run beside
 * @param scratch an empty folder
 * @param patienceSeconds after which a slow tool is ended
 */
record Places(Path root, Path jdkHome, Path scratch, long patienceSeconds) {

  Path dist() {
    return root.resolve("runtime/target/dist");
  }

  Path jdkTool(String name) {
    return jdkHome.resolve("bin").resolve(name);
  }

  Path helper() {
    return dist().resolve("share/native/porthole-stacks");
  }

  Path subjectBundle() {
    return root.resolve(
        "benchmarks/capture-subject/target/porthole.benchmarks.capture.subject-0.1.0-SNAPSHOT.jar");
  }

  Path shimSources() {
    return root.resolve("benchmarks/capture/src/main/c");
  }

  Path helperObjects() {
    return root.resolve("bundles/capture-native/target/native");
  }

  Path built() {
    return root.resolve("benchmarks/capture/target/native");
  }

  Path shim() {
    return built().resolve("ptrace_freezes.so");
  }

  Path tracedHelper() {
    return built().resolve("porthole-stacks-traced");
  }
}
