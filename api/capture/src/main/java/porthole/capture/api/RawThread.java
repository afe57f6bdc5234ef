// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thread, as a backend saw it. A number that is not known is 0. */
public class RawThread {
  /** {@code Thread.getId()}, or 0: the broker then finds it by the address or the OS id. */
  public long threadId;

  /** The operating system's thread id, or 0. */
  public long osThreadId;

  /** Address of HotSpot's JavaThread, or 0. */
  public long javaThreadAddress;

  /** The thread's name, or empty. */
  public String name = "";

  /** True for a thread of the JVM itself that runs no Java code. */
  public boolean nativeThread;

  /** The thread's state in words of {@link Thread.State}, or null. */
  public Thread.@Nullable State state;

  /** From the innermost frame to the outermost. */
  public List<RawFrame> frames = new ArrayList<>();

  /** What the thread waits for or is blocked on, or null. */
  public @Nullable RawLock lock;

  /**
   * Whether the backend itself stopped the thread to read its stack, or null if it does not say.
   */
  public @Nullable Boolean stopped;

  /** How long the backend held the thread, in nanoseconds. */
  public long heldNanos;

  /** Empty when the stack is whole; otherwise why it is not. */
  public String incomplete = "";
}
