// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
  void nothingIsSaidOfAnInstalledOneThatIsNotThere() throws IOException {
    HelperBinary binary = new HelperBinary(own("a"), folder.resolve("installed"));
    assertThat(binary.file()).isEqualTo(folder.resolve("own"));
    assertThat(binary.fact().reason()).isEmpty();
  }

  @Test
  void anInstalledOneIsPreferredWhenItIsRootsAndOfThisVersion() throws IOException {
    assumeTrue(isRoot(), "needs root, who alone can make a file that is root's");
    Path installed = installed("a", "rwxr-x---");
    HelperBinary binary = new HelperBinary(own("a"), installed);
    assertThat(binary.file()).isEqualTo(installed);
    assertThat(binary.fact().reason()).isEmpty();
  }

  @Test
  void anInstalledOneThatOthersMayChangeIsPassedOver() throws IOException {
    assumeTrue(isRoot(), "needs root, who alone can make a file that is root's");
    HelperBinary binary = new HelperBinary(own("a"), installed("a", "rwxrwx---"));
    assertThat(binary.file()).isEqualTo(folder.resolve("own"));
    assertThat(binary.fact().reason()).contains("changed by others than root");
    assertThat(binary.fact().fix()).contains("install-helper");
  }

  @Test
  void anInstalledOneThatIsNotRootsIsPassedOver() throws IOException {
    Path installed = installed("a", "rwxr-x---");
    if (isRoot()) {
      Files.setAttribute(installed, "unix:uid", 12345);
    }
    HelperBinary binary = new HelperBinary(own("a"), installed);
    assertThat(binary.file()).isEqualTo(folder.resolve("own"));
    assertThat(binary.fact().reason()).contains("not to root");
  }

  @Test
  void anInstalledOneOfAnotherVersionIsPassedOverUntilItIsInstalledAgain() throws IOException {
    assumeTrue(isRoot(), "needs root, who alone can make a file that is root's");
    Path installed = installed("old", "rwxr-x---");
    HelperBinary binary = new HelperBinary(own("a"), installed);
    assertThat(binary.file()).isEqualTo(folder.resolve("own"));
    assertThat(binary.fact().reason()).contains("another version");
    assertThat(binary.fact().fix()).contains("install-helper");

    Files.delete(installed);
    installed("a", "rwxr-x---");
    assertThat(binary.file()).isEqualTo(installed);
  }

  private Path own(String contents) throws IOException {
    return Files.writeString(folder.resolve("own"), contents);
  }

  private Path installed(String contents, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve("installed"), contents);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private boolean isRoot() throws IOException {
    return Files.getAttribute(folder, "unix:uid").equals(0);
  }
}
