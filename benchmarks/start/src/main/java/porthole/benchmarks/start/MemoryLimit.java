// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A control group of Linux, version 1 or 2, whose processes share so much memory and no more. */
final class MemoryLimit implements AutoCloseable {
  private final Path group;
  private final boolean unified;

  private MemoryLimit(Path group, boolean unified) {
    this.group = group;
    this.unified = unified;
  }

  /** Makes the group; empty where that is not possible, such as without being root. */
  static Optional<MemoryLimit> make(long bytes) {
    Path mount = Path.of("/sys/fs/cgroup");
    boolean unified = Files.exists(mount.resolve("cgroup.controllers"));
    Path parent = unified ? mount : mount.resolve("memory");
    Path group = parent.resolve("porthole-benchmark-" + ProcessHandle.current().pid());
    try {
      Files.createDirectory(group);
      String file = unified ? "memory.max" : "memory.limit_in_bytes";
      Files.writeString(group.resolve(file), Long.toString(bytes), StandardCharsets.US_ASCII);
      return Optional.of(new MemoryLimit(group, unified));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What to put before a command for it to run in the group. */
  List<String> wrapper() {
    return List.of(
        "/bin/sh",
        "-c",
        "echo $$ >" + group.resolve("cgroup.procs") + " && exec \"$@\"",
        "in-group");
  }

  /** By name, in bytes or times, what the kernel counted. */
  Map<String, Long> counted() throws IOException {
    Map<String, Long> counted = new TreeMap<>();
    if (unified) {
      number("memory.peak").ifPresent(peak -> counted.put("peak", peak));
      fields("memory.events").forEach(counted::put);
    } else {
      number("memory.max_usage_in_bytes").ifPresent(peak -> counted.put("peak", peak));
      number("memory.failcnt").ifPresent(times -> counted.put("max", times));
      fields("memory.oom_control").forEach(counted::put);
    }
    Map<String, Long> now = fields("memory.stat");
    for (String name : List.of("rss", "anon", "cache", "file", "mapped_file", "file_mapped")) {
      if (now.containsKey(name)) {
        counted.put(name, now.get(name));
      }
    }
    return counted;
  }

  private Optional<Long> number(String file) throws IOException {
    Path path = group.resolve(file);
    return Files.exists(path)
        ? Optional.of(Long.valueOf(Files.readString(path).strip()))
        : Optional.empty();
  }

  private Map<String, Long> fields(String file) throws IOException {
    Map<String, Long> fields = new TreeMap<>();
    for (String line : Files.readAllLines(group.resolve(file))) {
      String[] words = line.split(" ", -1);
      fields.put(words[0], Long.valueOf(words[1]));
    }
    return fields;
  }

  @Override
  public void close() throws IOException {
    Files.delete(group);
  }
}
