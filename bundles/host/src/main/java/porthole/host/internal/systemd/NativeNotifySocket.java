// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.systemd;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The door to unix datagram sockets, which Java does not have. Thread-safe. */
final class NativeNotifySocket implements NotifySocket {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** The C library, as far as it is needed. */
  interface Libc extends Library {
    /** See socket(2). */
    int socket(int domain, int type, int protocol) throws LastErrorException;

    /** See sendto(2). */
    NativeLong sendto(
        int socket, byte[] bytes, NativeLong length, int flags, byte[] address, int addressLength)
        throws LastErrorException;

    /** See close(2). */
    int close(int file) throws LastErrorException;
  }

  private final Libc libc = Native.load("c", Libc.class);
  private final NotifyAddress address;

  NativeNotifySocket(NotifyAddress address) {
    this.address = address;
  }

  // Never waits: a service manager that does not read must not hold up the server.
  @Override
  public void send(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] to = address.bytes();
    try {
      int socket = libc.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      try {
        NativeLong unused =
            libc.sendto(
                socket,
                bytes,
                new NativeLong(bytes.length),
                MSG_DONTWAIT | MSG_NOSIGNAL,
                to,
                to.length);
      } finally {
        int unused = libc.close(socket);
      }
    } catch (LastErrorException e) {
      throw new IOException("error " + e.getErrorCode() + " of the operating system", e);
    }
  }
}
