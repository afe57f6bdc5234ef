// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.usage;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** CPU time of this process and of what it started, of Linux on 64 bits, in nanoseconds. */
public final class NativeUsage {
  private static final int RUSAGE_CHILDREN = -1;
  private static final int CLOCK_PROCESS_CPUTIME_ID = 2;
  private static final int RUSAGE_BYTES = 144;

  private NativeUsage() {}

  private static final class LibC {
    static {
      Native.register(LibC.class, "c");
    }

    static native int getrusage(int who, Pointer usage);

    static native int clock_gettime(int clock, Pointer time);
  }

  /** CPU time of all children that have ended and were waited for, theirs included; to the µs. */
  public static long childrenNanos() {
    try (Memory usage = new Memory(RUSAGE_BYTES)) {
      check(LibC.getrusage(RUSAGE_CHILDREN, usage), "getrusage");
      long seconds = usage.getLong(0) + usage.getLong(16);
      long micros = usage.getLong(8) + usage.getLong(24);
      return (seconds * 1_000_000 + micros) * 1_000;
    }
  }

  /** CPU time of all threads of this process, also of those that have ended. */
  public static long processNanos() {
    try (Memory time = new Memory(16)) {
      check(LibC.clock_gettime(CLOCK_PROCESS_CPUTIME_ID, time), "clock_gettime");
      return time.getLong(0) * 1_000_000_000 + time.getLong(8);
    }
  }

  private static void check(int result, String function) {
    if (result != 0) {
      throw new IllegalStateException(function + " failed with error " + Native.getLastError());
    }
  }
}
