// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelperBinaryTest {
  @TempDir Path folder;

  @Test
  void itRunsOnLinuxOnX86Only() {
    assertThat(HelperBinary.onThisMachine("Linux", "amd64").available()).isTrue();
    assertThat(HelperBinary.onThisMachine("Linux", "aarch64").reason()).contains("aarch64");
    assertThat(HelperBinary.onThisMachine("Mac OS X", "x86_64").reason()).contains("Mac OS X");
  }

  @Test
  void anInstalledOneIsPreferredWhenOnlyItsOwnerMayChangeIt() throws IOException {
    Path own = Files.createFile(folder.resolve("own"));
    Path installed = folder.resolve("installed");
    HelperBinary binary = new HelperBinary(own, installed);
    assertThat(binary.file()).isEqualTo(own);
    assertThat(binary.whyNotInstalled()).isNull();

    Files.createFile(installed);
    Files.setPosixFilePermissions(installed, PosixFilePermissions.fromString("rwxrwxr-x"));
    assertThat(binary.file()).isEqualTo(own);
    assertThat(binary.whyNotInstalled()).contains("installed");

    Files.setPosixFilePermissions(installed, PosixFilePermissions.fromString("rwxr-x---"));
    boolean root = Files.getOwner(installed).getName().equals("root");
    assertThat(binary.file()).isEqualTo(root ? installed : own);
  }
}
