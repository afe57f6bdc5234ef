// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A bundle of one class, made on the spot and dropped into a running server. */
final class TestBundle {
  private TestBundle() {}

  /** Deploys it; it starts soon after. */
  static void deploy(ServerProcess server, Class<?> activator, String imports) throws IOException {
    String name = "test." + activator.getSimpleName();
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", name);
    headers.putValue("Bundle-Version", "1.0.0");
    headers.putValue("Bundle-Activator", activator.getName());
    headers.putValue("Import-Package", imports);
    Path jar = Files.createTempFile(server.data(), name, ".tmp");
    String path = activator.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream in = activator.getClassLoader().getResourceAsStream(path)) {
      out.putNextEntry(new ZipEntry(path));
      in.transferTo(out);
      out.closeEntry();
    }
    Files.move(jar, server.deploy().resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
  }
}
