// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.databases;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a server takes at one moment.
 *
 * @param memory resident anonymous bytes
 * @param heap bytes of live objects
 * @param files that it has open
 * @param disk bytes that its databases' files have allocated
 */
record Footprint(long memory, long heap, long files, long disk) {
  /** Of a server on this machine; lets it collect its garbage first. */
  static Footprint of(long pid, Path jdkHome, Path databases) throws IOException {
    long heap = liveHeap(pid, jdkHome);
    Path process = Path.of("/proc", Long.toString(pid));
    long memory = 0;
    for (String line : Files.readAllLines(process.resolve("status"))) {
      if (line.startsWith("RssAnon:")) {
        memory = Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    return new Footprint(memory, heap, openFiles(process), allocated(databases));
  }

  private static long liveHeap(long pid, Path jdkHome) throws IOException {
    List<String> command =
        List.of(jdkHome.resolve("bin/jcmd").toString(), Long.toString(pid), "GC.class_histogram");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String last = process.inputReader().lines().reduce("", (before, line) -> line);
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || !last.startsWith("Total")) {
        throw new IOException("jcmd ended with: " + last);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    String[] words = last.trim().split("\\s+", -1);
    return Long.parseLong(words[2]);
  }

  private static long openFiles(Path process) throws IOException {
    long files = 0;
    try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path unused : open) {
        files++;
      }
    }
    return files;
  }

  private static long allocated(Path databases) throws IOException {
    Process process =
        new ProcessBuilder("du", "-s", "--block-size=1", databases.toString()).start();
    String size = process.inputReader().readLine();
    return size == null ? 0 : Long.parseLong(size.replaceAll("\\D.*", ""));
  }
}
