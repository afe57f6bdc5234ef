// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StorageComponentTest {

  @Test
  void theSettingsAndTheirDefaultsStayAsTheyAre() {
    assertThat(defaults(StorageComponent.Config.class))
        .isEqualTo(
            Map.of(
                "engine_target",
                "(porthole.storage.engine=rocksdb)",
                "nodeTag",
                "A",
                "groupCommit_requests",
                1_024,
                "groupCommit_bytes",
                4L << 20,
                "housekeeping_ms",
                10_000L,
                "stopPatience_ms",
                30_000L));
    assertThat(defaults(DatabasePolicy.Config.class))
        .isEqualTo(
            Map.of(
                "concurrentLoads",
                4,
                "loadBackoffFirst_ms",
                1_000L,
                "loadBackoffLongest_ms",
                60_000L,
                "idleUnload_ms",
                900_000L,
                "idleUnloadPerMegabyte_ms",
                1_000L,
                "unloadPatience_ms",
                30_000L));
  }

  private static Map<String, Object> defaults(Class<?> config) {
    Map<String, Object> defaults = new TreeMap<>();
    for (Method method : config.getDeclaredMethods()) {
      defaults.put(method.getName(), method.getDefaultValue());
    }
    return defaults;
  }
}
