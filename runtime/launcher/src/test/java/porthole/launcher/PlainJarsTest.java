// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainJarsTest {
  @TempDir private Path directory;

  @Test
  void aCopyHoldsTheSameWithoutCompression() throws Exception {
    Path jar = jar("a.jar", "content");
    PlainJars copies = new PlainJars(directory.resolve("copies"));
    copies.make(assembly(jar));

    Path copy = only(copies.in(assembly(jar)));

    assertThat(copy).hasParent(directory.resolve("copies"));
    try (ZipFile zip = new ZipFile(copy.toFile())) {
      ZipEntry entry = zip.getEntry("folder/file");
      assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
      assertThat(zip.getInputStream(entry)).hasContent("content");
    }
  }

  @Test
  void aJarThatHasChangedIsReadItselfUntilItIsCopiedAgain() throws Exception {
    Path jar = jar("a.jar", "content");
    PlainJars copies = new PlainJars(directory.resolve("copies"));
    copies.make(assembly(jar));

    jar("a.jar", "new content");
    assertThat(only(copies.in(assembly(jar)))).isEqualTo(jar);

    copies.make(assembly(jar));
    assertThat(only(copies.in(assembly(jar)))).isNotEqualTo(jar);
    assertThat(directory.resolve("copies").toFile().list()).hasSize(1);
  }

  @Test
  void whereThereAreNoCopiesTheJarsAreRead() throws Exception {
    Path jar = jar("a.jar", "content");

    assertThat(only(new PlainJars(directory.resolve("none")).in(assembly(jar)))).isEqualTo(jar);
  }

  private Path jar(String name, String content) throws IOException {
    Path jar = directory.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("folder/"));
      zip.putNextEntry(new ZipEntry("folder/file"));
      zip.write(content.getBytes(UTF_8));
    }
    Files.setLastModifiedTime(jar, FileTime.fromMillis(content.length()));
    return jar;
  }

  private static Assembly assembly(Path jar) {
    TreeMap<Integer, List<Path>> bundles = new TreeMap<>();
    bundles.put(1, List.of(jar));
    return new Assembly(bundles);
  }

  private static Path only(Assembly assembly) {
    return assembly.bundles().values().iterator().next().get(0);
  }
}
