// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What figures depend on, by name; never what names the machine itself. */
public final class MachineFacts {
  private MachineFacts() {}

  /** Of this moment, of the machine this runs on. */
  public static Map<String, String> of(Path clone, Path jdkHome, Path scratch) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "processor", cpuModel() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
    facts.put("memory", memory());
    facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("JDK", jdk(jdkHome));
    facts.put("commit", commit(clone, scratch));
    facts.put("load average before", firstLine("/proc/loadavg").orElse("unknown"));
    facts.put("Yama", firstLine("/proc/sys/kernel/yama/ptrace_scope").orElse("not in this kernel"));
    return facts;
  }

  /** As the JDK's own file says, such as {@code 17.0.15+6-Debian-1deb12u1}. */
  public static String jdk(Path home) {
    return property(home, "JAVA_RUNTIME_VERSION")
        .or(() -> property(home, "JAVA_VERSION"))
        .orElse("unknown");
  }

  private static Optional<String> property(Path home, String name) {
    return lines(home.resolve("release")).stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1).replace("\"", ""))
        .findFirst();
  }

  private static String cpuModel() {
    return lines(Path.of("/proc/cpuinfo")).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  private static String memory() {
    return lines(Path.of("/proc/meminfo")).stream()
        .filter(line -> line.startsWith("MemTotal:"))
        .map(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / (1 << 20))
        .map(gib -> String.format(Locale.ROOT, "%.1f GiB", gib))
        .findFirst()
        .orElse("unknown");
  }

  private static String commit(Path clone, Path scratch) {
    try {
      String git = clone.toString();
      String hash = said(List.of("git", "-C", git, "rev-parse", "--short", "HEAD"), scratch);
      String changes = said(List.of("git", "-C", git, "status", "--porcelain"), scratch);
      return hash + (changes.isEmpty() ? "" : ", with uncommitted changes");
    } catch (IOException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }

  private static String said(List<String> command, Path scratch)
      throws IOException, InterruptedException {
    Ran ran = new Command(command, Map.of(), scratch.resolve("said"), 20).run();
    return Files.readString(ran.output(), StandardCharsets.UTF_8).strip();
  }

  private static Optional<String> firstLine(String file) {
    return lines(Path.of(file)).stream().findFirst();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return List.of();
    }
  }
}
