// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideRightsTest {
  @TempDir Path proc;

  @BeforeEach
  void makeProcesses() throws IOException {
    Files.createDirectories(proc.resolve("self"));
    Files.createDirectories(proc.resolve("42"));
    Files.createDirectories(proc.resolve("sys/kernel/yama"));
  }

  @Test
  void anOrdinaryUserUnderYamaIsToldTheLineToRunAsRoot() throws IOException {
    owned("self", 1000);
    owned("42", 1000);
    Files.writeString(proc.resolve("sys/kernel/yama/ptrace_scope"), "1\n");
    assertThat(new OutsideRights(proc).advice(42, "bin/porthole stacks --pid 42"))
        .contains("takes root", "ptrace_scope is 1", "Run: sudo bin/porthole stacks --pid 42");
  }

  @Test
  void anotherUsersProcessIsCalledSo() throws IOException {
    owned("self", 1000);
    owned("42", 1001);
    assertThat(new OutsideRights(proc).advice(42, "x")).contains("another user's", "sudo x");
  }

  @Test
  void itHasNoAdviceForRootForOnesOwnProcessAndWhereNobodyMay() throws IOException {
    owned("self", 0);
    owned("42", 1001);
    assertThat(new OutsideRights(proc).advice(42, "x")).isEmpty();
    owned("self", 1001);
    assertThat(new OutsideRights(proc).advice(42, "x")).isEmpty();
    Files.writeString(proc.resolve("sys/kernel/yama/ptrace_scope"), "3\n");
    assertThat(new OutsideRights(proc).advice(42, "x")).isEmpty();
  }

  private void owned(String process, int uid) throws IOException {
    assumeTrue(
        Files.getAttribute(proc, "unix:uid").equals(0),
        "SKIPPED: only root can give files to other users");
    Files.setAttribute(proc.resolve(process), "unix:uid", uid);
  }
}
