// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One thread of a {@link CaptureReport}. A number that is not known is 0, or -1 where 0 is one. */
public class ReportedThread {
  /** The names it goes by. */
  public ThreadIdentity identity = new ThreadIdentity(0, 0, 0, "");

  /** True for a thread of the JVM itself that runs no Java code. */
  public boolean nativeThread;

  /** The thread's state, or null. */
  public Thread.@Nullable State state;

  /** CPU time since the thread began, in nanoseconds, or -1. */
  public long cpuNanos = -1;

  /** User-mode part of {@link #cpuNanos}, or -1. */
  public long userNanos = -1;

  /** Share of one CPU over the last second or so, 0 to 100, or -1. */
  public double recentCpuPercent = -1;

  /** What it waits for, or null. */
  public @Nullable RawLock lock;

  /** Name of the thread that owns the lock it waits for, or empty. */
  public String lockOwnerName = "";

  /** From the innermost frame to the outermost. */
  public List<ReportedFrame> frames = new ArrayList<>();

  /**
   * Whether the backend itself stopped the thread to read its stack, or null if it does not say.
   */
  public @Nullable Boolean stopped;

  /** How long the backend held the thread, in nanoseconds; 0 where it did not or does not say. */
  public long heldNanos;

  /** Empty when the stack is whole; otherwise why it is not. */
  public String incomplete = "";

  /** What the enrichers said, by their field names. */
  public SortedMap<String, Object> fields = new TreeMap<>();
}
