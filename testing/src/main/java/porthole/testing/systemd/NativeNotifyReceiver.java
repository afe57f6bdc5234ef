// SPDX-License-Identifier: Apache-2.0
package porthole.testing.systemd;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The receiving end of {@code NOTIFY_SOCKET}: a unix datagram socket, which Java does not have.
 * Linux only. For one thread.
 */
public final class NativeNotifyReceiver implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVTIMEO = 20;
  private static final int EAGAIN = 11;
  private static final int LARGEST = 65_536;

  /** The C library, as far as it is needed. */
  interface Libc extends Library {
    /** See socket(2). */
    int socket(int domain, int type, int protocol) throws LastErrorException;

    /** See bind(2). */
    int bind(int socket, byte[] address, int length) throws LastErrorException;

    /** See setsockopt(2). */
    int setsockopt(int socket, int level, int option, TimeValue value, int length)
        throws LastErrorException;

    /** See recv(2). */
    NativeLong recv(int socket, byte[] into, NativeLong length, int flags)
        throws LastErrorException;

    /** See close(2). */
    int close(int file) throws LastErrorException;
  }

  /** A struct timeval. */
  @FieldOrder({"seconds", "micros"})
  public static final class TimeValue extends Structure {
    /** Whole seconds. */
    public NativeLong seconds = new NativeLong(0);

    /** The rest. */
    public NativeLong micros = new NativeLong(0);
  }

  private final Libc libc = Native.load("c", Libc.class);
  private final String variable;
  private final int socket;

  /**
   * Listens from now on.
   *
   * @param variable what {@code NOTIFY_SOCKET} will be: a path, or an abstract name after {@code @}
   */
  public NativeNotifyReceiver(String variable) {
    this.variable = variable;
    socket = libc.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    byte[] address = address(variable);
    int unused = libc.bind(socket, address, address.length);
  }

  private static byte[] address(String variable) {
    byte[] name = variable.getBytes(StandardCharsets.UTF_8);
    ByteBuffer address = ByteBuffer.allocate(2 + name.length).order(ByteOrder.nativeOrder());
    address.putShort((short) AF_UNIX).put(name);
    if (variable.startsWith("@")) {
      address.put(2, (byte) 0);
    }
    return address.array();
  }

  /** What {@code NOTIFY_SOCKET} must be. */
  public String variable() {
    return variable;
  }

  /** The next datagram; empty when none comes within that time. */
  public String next(Duration patience) {
    TimeValue timeout = new TimeValue();
    timeout.seconds.setValue(patience.toSeconds());
    timeout.micros.setValue(patience.toNanosPart() / 1_000);
    int unused = libc.setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, timeout, timeout.size());
    byte[] bytes = new byte[LARGEST];
    try {
      int length = libc.recv(socket, bytes, new NativeLong(LARGEST), 0).intValue();
      return new String(bytes, 0, length, StandardCharsets.UTF_8);
    } catch (LastErrorException e) {
      if (e.getErrorCode() == EAGAIN) {
        return "";
      }
      throw e;
    }
  }

  /** All that has come, and all that comes until nothing has come for that long. */
  public List<String> rest(Duration quiet) {
    List<String> all = new ArrayList<>();
    for (String one = next(quiet); !one.isEmpty(); one = next(quiet)) {
      all.add(one);
    }
    return all;
  }

  @Override
  public void close() {
    int unused = libc.close(socket);
  }
}
