// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RocksEngineComponentTest {

  @Test
  void theSettingsAndTheirDefaultsStayAsTheyAre() {
    Map<String, Object> defaults = new TreeMap<>();
    for (Method method : RocksEngineComponent.Config.class.getDeclaredMethods()) {
      defaults.put(method.getName(), method.getDefaultValue());
    }
    assertThat(defaults)
        .isEqualTo(
            Map.of(
                "blockCache_bytes",
                256L << 20,
                "writeBuffers_bytes",
                128L << 20,
                "writeBuffer_bytes",
                16L << 20,
                "backgroundThreads",
                2,
                "background_bytesPerSecond",
                0L,
                "maxOpenFiles",
                0));
  }

  @Test
  void aSettingOutOfRangeIsNamed() {
    assertThatThrownBy(() -> new RocksSettings(8 << 20, 4 << 20, 1 << 20, 0, 0, 64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("backgroundThreads is 0");
  }

  @Test
  void aDatabaseKeepsNoMoreFilesOpenThanAShareOfTheLimit() {
    assertThat(OpenFiles.perDatabase(256)).isEqualTo(32);
    assertThat(OpenFiles.perDatabase(4096)).isEqualTo(128);
    assertThat(OpenFiles.perDatabase(1 << 20)).isEqualTo(512);
    assertThat(OpenFiles.perDatabase()).isBetween(32, 512);
  }
}
