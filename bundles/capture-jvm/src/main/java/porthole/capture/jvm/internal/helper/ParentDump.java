// SPDX-License-Identifier: Apache-2.0
package porthole.capture.jvm.internal.helper;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the thread dump of another JVM through the attach API. */
final class ParentDump {
  private static final int PIECE = 8192;
  private static final int MAX_BYTES = 256 * 1024 * 1024;

  private ParentDump() {}

  /** Told when the dump has been taken, before it is read. */
  @FunctionalInterface
  interface Taken {
    void now() throws IOException;
  }

  static String read(long pid, Taken taken) throws RefusedException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try (InputStream dump = dump(machine)) {
        return text(dump, taken);
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException | IOException e) {
      throw new RefusedException(
          "The JVM " + pid + " could not be attached to: " + e.getMessage(),
          "Run the server without -XX:+DisableAttachMechanism and -Xrs, and let its user write to"
              + " the directory for temporary files.",
          e);
    } catch (ReflectiveOperationException e) {
      Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
      throw new RefusedException("The JVM " + pid + " gave no thread dump: " + cause, "", e);
    }
  }

  /**
   * Reads it to its end, always to the beginning of a buffer: the stream of JDK 17 takes an offset
   * off the length twice, and would end half-way through any buffer that it is to fill.
   */
  private static String text(InputStream dump, Taken taken) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    int read = dump.read(piece);
    // The first bytes come when the JVM has looked at its threads.
    taken.now();
    while (read >= 0 && bytes.size() < MAX_BYTES) {
      bytes.write(piece, 0, read);
      read = dump.read(piece);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /**
   * Asks for the dump without the lists of owned synchronizers, for which the JVM would walk its
   * whole heap. The method belongs to HotSpot's own class, which --add-exports makes visible.
   */
  private static InputStream dump(VirtualMachine machine) throws ReflectiveOperationException {
    Class<?> hotSpot = Class.forName("sun.tools.attach.HotSpotVirtualMachine");
    Object[] none = new Object[0];
    return (InputStream)
        hotSpot.getMethod("remoteDataDump", Object[].class).invoke(machine, (Object) none);
  }

  /** The other JVM does not let itself be looked at. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String fix;

    RefusedException(String message, String fix, @Nullable Throwable cause) {
      super(message, cause);
      this.fix = fix;
    }

    String fix() {
      return fix;
    }
  }
}
