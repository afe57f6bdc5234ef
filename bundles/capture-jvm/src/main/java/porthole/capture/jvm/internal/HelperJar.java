// SPDX-License-Identifier: Apache-2.0
package porthole.capture.jvm.internal;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.TreeSet;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;

/** Makes the jar that a helper runs from: what it needs of this bundle and of the capture API. */
final class HelperJar {
  private HelperJar() {}

  /**
   * Writes the jar into {@code folder}, under a name that its contents decide: a helper that still
   * runs keeps the one it began with.
   *
   * @param classFiles paths of its classes, such as {@code a/B.class}
   * @param loader finds them
   */
  static Path write(Path folder, Collection<String> classFiles, ClassLoader loader)
      throws IOException {
    byte[] jar = jar(new TreeSet<>(classFiles), loader);
    CRC32C checksum = new CRC32C();
    checksum.update(jar);
    Path file = folder.resolve("helper-" + Long.toHexString(checksum.getValue()) + ".jar");
    Files.createDirectories(folder);
    Path temporary = Files.createTempFile(folder, "helper", ".tmp");
    Files.write(temporary, jar);
    return Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] jar(Collection<String> classFiles, ClassLoader loader) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      for (String classFile : classFiles) {
        try (InputStream in = loader.getResourceAsStream(classFile)) {
          if (in == null) {
            throw new FileNotFoundException(classFile + ", which the helper needs");
          }
          ZipEntry entry = new ZipEntry(classFile);
          // Always the same time: the same classes make the same jar.
          entry.setTime(0);
          jar.putNextEntry(entry);
          in.transferTo(jar);
          jar.closeEntry();
        }
      }
    }
    return bytes.toByteArray();
  }
}
