// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemMemoryTest {
  @TempDir Path root;

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String shortage() {
    return new SystemMemory(root).shortage(0.9);
  }

  private void machine(long availableKilobytes) throws IOException {
    file(
        "proc/meminfo",
        "MemTotal:  1000 kB\nMemFree:  10 kB\nMemAvailable:  " + availableKilobytes + " kB\n");
  }

  private void group(String max, long current, long inactiveFile) throws IOException {
    file("proc/self/cgroup", "0::/some/group\n");
    file("sys/fs/cgroup/some/group/memory.max", max + "\n");
    file("sys/fs/cgroup/some/group/memory.current", current + "\n");
    file("sys/fs/cgroup/some/group/memory.stat", "anon 7\ninactive_file " + inactiveFile + "\n");
  }

  @Test
  void cachesThatTheKernelWouldGiveUpAreNoShortage() throws IOException {
    machine(500);
    group("1000", 950, 200);
    assertThat(shortage()).isEmpty();
  }

  @Test
  void aFullMachineIsAShortage() throws IOException {
    machine(50);
    assertThat(shortage()).isEqualTo("95 % of the machine's memory is in use");
  }

  @Test
  void aFullContainerIsAShortage() throws IOException {
    machine(500);
    group("1000", 950, 10);
    assertThat(shortage()).isEqualTo("94 % of the container's memory is in use");
  }

  @Test
  void aGroupWithoutALimitAndASystemThatSaysNothingAreNone() throws IOException {
    assertThat(shortage()).isEmpty();
    machine(500);
    group("max", 950, 10);
    assertThat(shortage()).isEmpty();
    file("proc/meminfo", "nonsense\n");
    assertThat(shortage()).isEmpty();
  }
}
