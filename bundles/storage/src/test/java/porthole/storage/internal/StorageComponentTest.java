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
    Map<String, Object> defaults = new TreeMap<>();
    for (Method method : StorageComponent.Config.class.getDeclaredMethods()) {
      defaults.put(method.getName(), method.getDefaultValue());
    }
    assertThat(defaults)
        .isEqualTo(
            Map.of(
                "engine_target",
                "(porthole.storage.engine=rocksdb)",
                "nodeTag",
                "A",
                "concurrentLoads",
                4,
                "loadBackoffFirst_ms",
                1_000L,
                "loadBackoffLongest_ms",
                60_000L,
                "groupCommit_requests",
                1_024,
                "groupCommit_bytes",
                16L << 20,
                "stopPatience_ms",
                30_000L));
  }
}
