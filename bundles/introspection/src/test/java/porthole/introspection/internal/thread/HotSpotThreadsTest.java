// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HotSpotThreadsTest {

  @Test
  void theCallingThreadsOsIdIsOneOfThisProcess() {
    long id = new HotSpotThreads().currentOsThreadId();
    assertThat(Path.of("/proc/self/task/" + id)).isDirectory();
  }

  @Test
  void threadsHaveDifferentAddressesThatStayTheSame() throws InterruptedException {
    HotSpotThreads threads = new HotSpotThreads();
    long[] other = new long[1];
    Thread thread = new Thread(() -> other[0] = threads.javaThreadAddress(Thread.currentThread()));
    thread.start();
    thread.join();
    long mine = threads.javaThreadAddress(Thread.currentThread());
    assertThat(mine).isNotZero().isEqualTo(threads.javaThreadAddress(Thread.currentThread()));
    assertThat(other[0]).isNotZero().isNotEqualTo(mine);
    assertThat(threads.javaThreadAddress(thread)).as("of a thread that ended").isZero();
  }
}
