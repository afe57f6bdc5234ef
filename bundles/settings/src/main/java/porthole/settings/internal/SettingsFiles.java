// SPDX-License-Identifier: Apache-2.0
package porthole.settings.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the configurations in step with the settings files: {@code <PID>.json} in one directory or
 * several, each of whose settings holds over the same one in those before.
 *
 * <p>A file is applied when its content changes, not at every start: in between, changes made at
 * run time by others hold. A file that cannot be read leaves the configuration as it is. Not
 * thread-safe.
 */
final class SettingsFiles {

  private static final String SUFFIX = ".json";
  private static final System.Logger LOG = System.getLogger("porthole.settings");

  private final List<Path> directories;
  private final SettingsTarget target;
  private final Digests digests;
  private final Map<String, Map<String, Object>> overrides;
  private final Map<String, String> complained = new HashMap<>();

  /**
   * Settings of those directories.
   *
   * @param overrides by PID, what this run of the server decides, whatever anyone else says
   */
  SettingsFiles(
      List<Path> directories,
      SettingsTarget target,
      Digests digests,
      Map<String, Map<String, Object>> overrides) {
    this.directories = List.copyOf(directories);
    this.target = target;
    this.digests = digests;
    this.overrides = overrides;
  }

  /** Applies what has changed since the last time, in this process or an earlier one. */
  void refresh() throws IOException {
    SortedMap<String, SortedMap<Integer, String>> texts = read();
    for (Map.Entry<String, SortedMap<Integer, String>> pid : texts.entrySet()) {
      apply(pid.getKey(), pid.getValue());
    }
    for (String pid : digests.names()) {
      if (!texts.containsKey(pid)) {
        LOG.log(System.Logger.Level.INFO, "Settings file {0} has gone: back to the defaults", pid);
        target.delete(pid);
        digests.remove(pid);
      }
    }
    for (String pid : overrides.keySet()) {
      applyOverrides(pid);
    }
  }

  /** By PID, what its files say, in the order of the directories. */
  private SortedMap<String, SortedMap<Integer, String>> read() throws IOException {
    SortedMap<String, SortedMap<Integer, String>> texts = new TreeMap<>();
    for (int index = 0; index < directories.size(); index++) {
      try (Stream<Path> files = Files.list(directories.get(index))) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          if (name.endsWith(SUFFIX)) {
            String pid = name.substring(0, name.length() - SUFFIX.length());
            texts.computeIfAbsent(pid, any -> new TreeMap<>()).put(index, read(file));
          }
        }
      }
    }
    return texts;
  }

  private static String read(Path file) throws IOException {
    // Not Files.readString: bytes that are no UTF-8 are for the parser to complain about.
    return new String(Files.readAllBytes(file), UTF_8);
  }

  private void apply(String pid, SortedMap<Integer, String> texts) throws IOException {
    String digest = Digests.of(String.join("\n", texts.values()));
    if (digest.equals(digests.get(pid)) || digest.equals(complained.get(pid))) {
      return;
    }
    Map<String, Object> properties = new TreeMap<>();
    for (Map.Entry<Integer, String> text : texts.entrySet()) {
      try {
        properties.putAll(SettingsFormat.parse(text.getValue()));
      } catch (SettingsException e) {
        complained.put(pid, digest);
        LOG.log(
            System.Logger.Level.ERROR,
            "Settings file {0} is not used: {1}. What was set before holds.",
            directories.get(text.getKey()).resolve(pid + SUFFIX),
            e.getMessage());
        return;
      }
    }
    properties.putAll(overrides.getOrDefault(pid, Map.of()));
    target.write(pid, properties);
    digests.put(pid, digest);
    complained.remove(pid);
    LOG.log(System.Logger.Level.DEBUG, "Applied the settings of {0}", pid);
  }

  private void applyOverrides(String pid) throws IOException {
    @Nullable Map<String, Object> present = target.read(pid);
    Map<String, Object> wanted = new TreeMap<>(present == null ? Map.of() : present);
    wanted.putAll(overrides.getOrDefault(pid, Map.of()));
    if (!wanted.equals(present)) {
      target.write(pid, wanted);
    }
  }
}
