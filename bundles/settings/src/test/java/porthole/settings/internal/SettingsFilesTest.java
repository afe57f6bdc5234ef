// SPDX-License-Identifier: Apache-2.0
package porthole.settings.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFilesTest {

  @TempDir private Path directory;
  private final MapTarget target = new MapTarget();
  private Path etc;

  @BeforeEach
  void makeDirectory() throws IOException {
    etc = Files.createDirectory(directory.resolve("etc"));
  }

  @Test
  void aFileBecomesAConfiguration() throws IOException {
    write("pid", "{\"a\":1}");

    start().refresh();

    assertThat(target.read("pid")).isEqualTo(Map.of("a", 1));
  }

  @Test
  void aChangeMadeByOthersSurvivesARestart() throws IOException {
    write("pid", "{\"a\":1}");
    start().refresh();
    target.write("pid", Map.of("a", 2));

    start().refresh();

    assertThat(target.read("pid")).isEqualTo(Map.of("a", 2));
  }

  @Test
  void aChangedFileWinsOverChangesMadeByOthers() throws IOException {
    write("pid", "{\"a\":1}");
    SettingsFiles files = start();
    files.refresh();
    target.write("pid", Map.of("a", 2));

    write("pid", "{\"a\":3}");
    files.refresh();

    assertThat(target.read("pid")).isEqualTo(Map.of("a", 3));
  }

  @Test
  void aMalformedFileLeavesWhatWasAndHindersNoOther() throws IOException {
    write("a", "{\"x\":1}");
    SettingsFiles files = start();
    files.refresh();

    write("a", "{oops");
    write("b", "{\"y\":1}");
    files.refresh();

    assertThat(target.read("a")).isEqualTo(Map.of("x", 1));
    assertThat(target.read("b")).isEqualTo(Map.of("y", 1));
  }

  @Test
  void aMalformedFileIsTakenOnceItIsMended() throws IOException {
    SettingsFiles files = start();
    write("a", "{oops");
    files.refresh();

    write("a", "{\"x\":1}");
    files.refresh();

    assertThat(target.read("a")).isEqualTo(Map.of("x", 1));
  }

  @Test
  void aRemovedFileTakesItsConfigurationAlong() throws IOException {
    write("pid", "{\"a\":1}");
    SettingsFiles files = start();
    files.refresh();

    Files.delete(etc.resolve("pid.json"));
    files.refresh();

    assertThat(target.read("pid")).isNull();
  }

  @Test
  void aConfigurationWithoutFileIsLeftAlone() throws IOException {
    target.write("mine", Map.of("a", 1));

    start().refresh();

    assertThat(target.read("mine")).isEqualTo(Map.of("a", 1));
  }

  @Test
  void overridesWinOverFilesAndOthers() throws IOException {
    write("http", "{\"port\":1,\"x\":2}");
    SettingsFiles files = start(Map.of("http", Map.of("port", 9)));
    files.refresh();

    assertThat(target.read("http")).isEqualTo(Map.of("port", 9, "x", 2));

    target.write("http", Map.of("port", 3));
    files.refresh();

    assertThat(target.read("http")).isEqualTo(Map.of("port", 9));
  }

  @Test
  void overridesHoldWithoutAnyFile() throws IOException {
    start(Map.of("http", Map.of("port", 9))).refresh();

    assertThat(target.read("http")).isEqualTo(Map.of("port", 9));
  }

  @Test
  void aProfileHoldsOverTheSettingsBesideItUntilAStartWithoutIt() throws IOException {
    Path profile = Files.createDirectory(directory.resolve("profile"));
    write("both", "{\"a\":1,\"b\":1}");
    Files.writeString(profile.resolve("both.json"), "{\"b\":2}");
    Files.writeString(profile.resolve("other.json"), "{\"c\":3}");

    start(List.of(etc, profile), Map.of()).refresh();
    assertThat(target.read("both")).isEqualTo(Map.of("a", 1, "b", 2));
    assertThat(target.read("other")).isEqualTo(Map.of("c", 3));

    start().refresh();
    assertThat(target.read("both")).isEqualTo(Map.of("a", 1, "b", 1));
    assertThat(target.read("other")).isNull();
  }

  private SettingsFiles start() throws IOException {
    return start(Map.of());
  }

  private SettingsFiles start(Map<String, Map<String, Object>> overrides) throws IOException {
    return start(List.of(etc), overrides);
  }

  private SettingsFiles start(List<Path> directories, Map<String, Map<String, Object>> overrides)
      throws IOException {
    return new SettingsFiles(
        directories, target, new Digests(directory.resolve("settings.digests")), overrides);
  }

  private void write(String pid, String text) throws IOException {
    Files.writeString(etc.resolve(pid + ".json"), text);
  }

  private static final class MapTarget implements SettingsTarget {
    private final Map<String, Map<String, Object>> configurations = new HashMap<>();

    @Override
    public Map<String, Object> read(String pid) {
      return configurations.get(pid);
    }

    @Override
    public void write(String pid, Map<String, Object> properties) {
      configurations.put(pid, properties);
    }

    @Override
    public void delete(String pid) {
      configurations.remove(pid);
    }
  }
}
