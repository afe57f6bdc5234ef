// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuSamplerTest {
  private long now = 1_000_000_000L;
  private final Map<Long, Long> cpu = new HashMap<>();
  private final CpuSampler sampler =
      new CpuSampler(
          new CpuSampler.CpuTimes() {
            @Override
            public long[] threadIds() {
              return cpu.keySet().stream().mapToLong(Long::longValue).toArray();
            }

            @Override
            public long cpuNanos(long threadId) {
              return cpu.getOrDefault(threadId, -1L);
            }

            @Override
            public long userNanos(long threadId) {
              return -1;
            }
          },
          () -> now);

  @Test
  void withoutABaselineNothingIsKnown() {
    assertThat(sampler.recentPercent(1, 5)).isEqualTo(-1);
  }

  @Test
  void theShareIsThatOfTheTimeSinceTheBaseline() {
    cpu.put(1L, 100_000_000L);
    sampler.refresh();
    now += 1_000_000_000L;
    assertThat(sampler.recentPercent(1, 350_000_000L)).isEqualTo(25.0);
    assertThat(sampler.recentPercent(2, 100_000_000L)).as("a new thread").isEqualTo(10.0);
    assertThat(sampler.recentPercent(1, -1)).as("an ended thread").isEqualTo(-1);
  }

  @Test
  void aThreadThatIsNeverListedHasNoShareWhateverItUsedInItsLife() {
    cpu.put(1L, 0L);
    cpu.put(9L, 0L);
    sampler.refresh();
    now += 1_000_000_000L;
    assertThat(sampler.recentPercent(7, 3_000_000_000L)).isEqualTo(-1);
  }

  @Test
  void aBaselineOfAMomentAgoIsPassedOverForTheOneBefore() {
    cpu.put(1L, 0L);
    sampler.refresh();
    now += 1_000_000_000L;
    cpu.put(1L, 500_000_000L);
    sampler.refresh();
    now += 1_000L;
    assertThat(sampler.recentPercent(1, 500_000_000L)).isBetween(49.9, 50.1);
  }
}
