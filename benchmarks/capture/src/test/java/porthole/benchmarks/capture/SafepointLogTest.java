// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafepointLogTest {

  @Test
  void theLinesOf17AndOf25AreUnderstood() {
    String text =
        """
        Safepoint "ThreadDump", Time since last: 1004 ns, Reaching safepoint: 81 ns, At safepoint: 4711 ns, Total: 4792 ns
        Safepoint "G1CollectForAllocation", Time since last:   10 ns, Reaching safepoint:  5 ns, Cleanup:  7 ns, At safepoint:     99 ns, Leaving safepoint: 3 ns, Total: 114 ns, Threads: 0 runnable, 12 total
        something else
        """;

    assertThat(SafepointLog.parse(text))
        .containsExactly(
            new SafepointLog.Safepoint("ThreadDump", 4711),
            new SafepointLog.Safepoint("G1CollectForAllocation", 99));
  }

  @Test
  void onlyLooksAtThreadsCountAsDumps() {
    assertThat(new SafepointLog.Safepoint("PrintThreads", 1).isThreadDump()).isTrue();
    assertThat(new SafepointLog.Safepoint("G1CollectForAllocation", 1).isThreadDump()).isFalse();
  }
}
