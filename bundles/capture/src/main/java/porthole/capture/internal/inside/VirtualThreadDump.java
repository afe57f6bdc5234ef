// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.inside;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import porthole.capture.api.VirtualThreads;
import porthole.capture.internal.broker.VirtualThreadSource;

/**
 * Lists virtual threads by the JVM's own thread dump, which it writes to a file that only this user
 * can read and that is deleted at once. One listing at a time.
 */
public final class VirtualThreadDump implements VirtualThreadSource {
  private static final int FIRST_VERSION = 21;

  private final Jvm jvm;
  private final Path folder;
  private final Function<String, String> bundleOfClass;
  private final LongSupplier monotonicNanos;
  private final AtomicBoolean running = new AtomicBoolean();

  /**
   * The JVM to list them of.
   *
   * @param version of its Java, such as 21
   * @param beans its management beans, made when they are first needed
   */
  public record Jvm(int version, Supplier<MBeanServer> beans) {}

  /**
   * Lists them by way of a file.
   *
   * @param folder where the file is for as long as it is needed
   * @param bundleOfClass name and version of the bundle of a class, or empty
   */
  public VirtualThreadDump(
      Jvm jvm, Path folder, Function<String, String> bundleOfClass, LongSupplier monotonicNanos) {
    this.jvm = jvm;
    this.folder = folder;
    this.bundleOfClass = bundleOfClass;
    this.monotonicNanos = monotonicNanos;
  }

  @Override
  public VirtualThreads list() throws IOException {
    if (jvm.version() < FIRST_VERSION) {
      throw new IOException(
          "they come with Java " + FIRST_VERSION + ", and this is Java " + jvm.version() + ".");
    }
    if (!running.compareAndSet(false, true)) {
      throw new IOException("an earlier listing of them has not ended yet.");
    }
    try {
      return listAlone();
    } finally {
      running.set(false);
    }
  }

  private VirtualThreads listAlone() throws IOException {
    long began = monotonicNanos.getAsLong();
    Files.createDirectories(folder);
    // The JVM makes the file itself, by the process's umask: its folder keeps others out.
    Path ours =
        Files.createTempDirectory(
            folder,
            "threads",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path file = ours.resolve("dump.json").toAbsolutePath();
    try {
      write(file);
      try (InputStream json = Files.newInputStream(file)) {
        VirtualThreads threads =
            new VirtualThreadReader(jvm.version(), bundleOfClass).read(json, Files.size(file));
        threads.wallMicros = TimeUnit.NANOSECONDS.toMicros(monotonicNanos.getAsLong() - began);
        return threads;
      }
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(ours);
    }
  }

  private void write(Path file) throws IOException {
    String text = String.class.getName();
    try {
      jvm.beans()
          .get()
          .invoke(
              new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
              "dumpThreads",
              new Object[] {file.toString(), "JSON"},
              new String[] {text, text});
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    } catch (JMException e) {
      throw new IOException("this JVM cannot list them: " + e, e);
    }
  }
}
