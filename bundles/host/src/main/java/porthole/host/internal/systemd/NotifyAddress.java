// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.systemd;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Where a service manager listens: what {@code NOTIFY_SOCKET} says, as the kernel takes it.
 *
 * @param bytes a {@code sockaddr_un}, as long as it must be said to be. Not to be changed
 */
record NotifyAddress(byte[] bytes) {
  private static final short AF_UNIX = 1;

  /** {@code sun_path} of Linux. */
  private static final int MOST_PATH_BYTES = 108;

  /**
   * Reads the variable: a path, or an abstract name that begins with {@code @}.
   *
   * @throws IllegalArgumentException when it is neither; the message says so
   */
  static NotifyAddress parse(String variable) {
    byte[] name = variable.getBytes(StandardCharsets.UTF_8);
    boolean path = variable.startsWith("/");
    boolean isAbstract = variable.startsWith("@");
    // A path ends with a zero, an abstract name begins with one instead of its @.
    int length = name.length + (path ? 1 : 0);
    if ((!path && !isAbstract) || name.length < 2 || length > MOST_PATH_BYTES) {
      throw new IllegalArgumentException(
          "NOTIFY_SOCKET is '"
              + variable
              + "'; expected the path of a socket or an abstract name that begins with @, of at"
              + " most "
              + MOST_PATH_BYTES
              + " bytes.");
    }
    ByteBuffer address =
        ByteBuffer.allocate(Short.BYTES + length).order(ByteOrder.nativeOrder()).putShort(AF_UNIX);
    address.put(name);
    if (isAbstract) {
      address.put(Short.BYTES, (byte) 0);
    }
    return new NotifyAddress(address.array());
  }
}
