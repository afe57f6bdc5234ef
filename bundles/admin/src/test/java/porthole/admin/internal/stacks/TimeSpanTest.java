// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeSpanTest {

  @Test
  void readsAsRavenDbWritesDurations() {
    assertThat(TimeSpan.ofNanos(0)).isEqualTo("00:00:00");
    assertThat(TimeSpan.ofNanos(99)).isEqualTo("00:00:00");
    assertThat(TimeSpan.ofNanos(1_234_567_800L)).isEqualTo("00:00:01.2345678");
    assertThat(TimeSpan.ofNanos(90_061_000_000_000L)).isEqualTo("1.01:01:01");
  }
}
