// SPDX-License-Identifier: Apache-2.0
package porthole.capture.jvm.internal.helper;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the thread dump of another JVM through the attach API. */
final class ParentDump {
  private static final int MAX_BYTES = 256 * 1024 * 1024;

  private ParentDump() {}

  static String read(long pid) throws RefusedException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      // Buffered: JDK 17's own stream takes a full buffer for its end, and the dump would be cut.
      try (InputStream dump = new BufferedInputStream(dump(machine))) {
        return new String(dump.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
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
