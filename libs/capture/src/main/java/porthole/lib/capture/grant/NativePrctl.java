// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.grant;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;

/** The door to {@code prctl(2)}. */
final class NativePrctl {
  private static final int PR_SET_PTRACER = 0x59616d61;
  private static final NativeLong NOTHING = new NativeLong(0);

  private final Libc libc = Native.load("c", Libc.class);

  /** The C library, as far as it is needed. */
  interface Libc extends Library {
    /** See prctl(2). */
    int prctl(int option, NativeLong a, NativeLong b, NativeLong c, NativeLong d)
        throws LastErrorException;
  }

  /**
   * Lets the process {@code pid} look at this one; 0 lets none.
   *
   * @return 0, or the number of the error
   */
  int setPtracer(long pid) {
    try {
      libc.prctl(PR_SET_PTRACER, new NativeLong(pid), NOTHING, NOTHING, NOTHING);
      return 0;
    } catch (LastErrorException e) {
      return e.getErrorCode();
    }
  }
}
