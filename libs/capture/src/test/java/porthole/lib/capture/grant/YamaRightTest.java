// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamaRightTest {
  private static final int EINVAL = 22;

  @TempDir Path folder;

  @Test
  void withoutYamaNoRightIsNeeded() {
    YamaRight right = new YamaRight(folder.resolve("absent"));
    assertThat(right.grant(1)).isEmpty();
    right.revoke();
  }

  @Test
  void whereYamaIsTheKernelIsAskedAndItsErrorIsTold() throws IOException {
    YamaRight right = new YamaRight(Files.createFile(folder.resolve("ptrace_scope")));
    String failure = right.grant(ProcessHandle.current().pid());
    right.revoke();
    if (Files.exists(YamaRight.YAMA)) {
      assertThat(failure).isEmpty();
    } else {
      assertThat(failure).contains("PR_SET_PTRACER").contains("error " + EINVAL);
    }
  }
}
