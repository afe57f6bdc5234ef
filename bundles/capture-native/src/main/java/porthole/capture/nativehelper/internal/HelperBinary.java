// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32C;
import porthole.capture.api.Availability;
import porthole.capture.api.PreflightFact;
import porthole.lib.capture.session.HelperStarter;

/** The helper program: which file it is, whether it can run, and how it is started. */
final class HelperBinary implements HelperStarter {
  static final String RESOURCE = "native/linux-x86_64/porthole-capture";

  private final Path own;
  private final InstalledHelper installed;

  /**
   * A program.
   *
   * @param own the copy that comes with the bundle
   * @param installed where an administrator may have put one that holds a capability
   */
  HelperBinary(Path own, Path installed) {
    this.own = own;
    this.installed = new InstalledHelper(own, installed);
  }

  /**
   * Writes the bundle's copy into {@code folder}, for this user alone, under a name that its
   * contents decide: a helper that still runs keeps the one it began with.
   */
  static Path extract(Path folder, ClassLoader loader) throws IOException {
    byte[] program = program(loader);
    CRC32C checksum = new CRC32C();
    checksum.update(program);
    Path file = folder.resolve("porthole-capture-" + Long.toHexString(checksum.getValue()));
    Files.createDirectories(folder);
    FileAttribute<?> mine =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Path temporary = Files.createTempFile(folder, "helper", ".tmp", mine);
    Files.write(temporary, program);
    return Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] program(ClassLoader loader) throws IOException {
    try (InputStream in = loader.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new FileNotFoundException(RESOURCE + ", the helper program");
      }
      return in.readAllBytes();
    }
  }

  /** Whether this machine can run it at all. */
  static Availability onThisMachine(String system, String architecture) {
    boolean fits =
        system.equals("Linux")
            && Set.of("amd64", "x86_64").contains(architecture.toLowerCase(Locale.ROOT));
    return fits
        ? Availability.YES
        : Availability.no(
            "The native helper is for Linux on x86-64; this is "
                + system
                + " on "
                + architecture
                + ".",
            "");
  }

  /** The program that would be started. */
  Path file() {
    return installed.verdict().usable() ? installed.file() : own;
  }

  /** Which program that is, and why the installed one is passed over if it is there. */
  PreflightFact fact() {
    InstalledHelper.Verdict verdict = installed.verdict();
    Path file = verdict.usable() ? installed.file() : own;
    return new PreflightFact("helper", file.toString(), false, verdict.reason(), verdict.fix());
  }

  @Override
  public Process start() throws IOException {
    Path file = file();
    ProcessBuilder builder = new ProcessBuilder(file.toString());
    builder.environment().clear();
    builder.directory(Path.of("/").toFile());
    return builder.start();
  }
}
