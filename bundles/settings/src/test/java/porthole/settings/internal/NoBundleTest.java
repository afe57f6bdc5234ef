// SPDX-License-Identifier: Apache-2.0
package porthole.settings.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoBundleTest {

  @TempDir private Path directory;
  private final NoBundle installer = new NoBundle();

  @Test
  void aFileThatIsNoJarIsTakenAndNamed() throws IOException {
    File file = Files.writeString(directory.resolve("bad.jar"), "garbage").toFile();

    assertThat(installer.canHandle(file)).isTrue();
    assertThat(NoBundle.complaint(file)).startsWith("no jar");
  }

  @Test
  void aJarWithoutSymbolicNameIsTakenAndNamed() throws IOException {
    File file = jar(new Manifest());

    assertThat(installer.canHandle(file)).isTrue();
    assertThat(NoBundle.complaint(file)).contains("Bundle-SymbolicName");
  }

  @Test
  void aBundleIsLeftToFileInstall() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Bundle-SymbolicName", "x");

    assertThat(installer.canHandle(jar(manifest))).isFalse();
  }

  private File jar(Manifest manifest) throws IOException {
    Path file = directory.resolve("x.jar");
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
    return file.toFile();
  }
}
