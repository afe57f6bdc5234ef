// SPDX-License-Identifier: Apache-2.0
package porthole.settings.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What each settings file held when it was last brought into Config Admin, kept in a file.
 *
 * <p>It is what lets a change made at run time survive restarts: only a settings file that differs
 * from its digest is applied again. Not thread-safe.
 */
final class Digests {

  private final Path file;
  private final Properties digests = new Properties();

  Digests(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
        digests.load(reader);
      }
    }
  }

  static String of(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  @Nullable String get(String name) {
    return digests.getProperty(name);
  }

  Set<String> names() {
    return new TreeSet<>(digests.stringPropertyNames());
  }

  void put(String name, String digest) throws IOException {
    digests.setProperty(name, digest);
    save();
  }

  void remove(String name) throws IOException {
    digests.remove(name);
    save();
  }

  private void save() throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (Writer writer = Files.newBufferedWriter(fresh, UTF_8)) {
      digests.store(writer, "Settings files as they were last applied");
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
