// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

import java.util.ArrayList;
import java.util.List;

/**
 * The virtual threads that no platform thread carried at the moment when they were listed, which is
 * not that of the capture: one of them may meanwhile be mounted, or have ended.
 */
public class VirtualThreads {
  /** Distinct stacks with their threads, in the order in which they were met. */
  public List<Stack> stacks = new ArrayList<>();

  /** How many threads are in {@link #stacks}. */
  public int listed;

  /** How many more there were than are listed. */
  public long more;

  /** False when listing stopped at its bound, so that there may be yet more than {@link #more}. */
  public boolean counted = true;

  /** How many others were mounted: their frames are those of their carriers. */
  public long mounted;

  /** What listing them cost, in microseconds. */
  public long wallMicros;

  /** How long the JVM's own list of them was, in bytes. */
  public long bytes;

  /** Virtual threads at the same place. */
  public static class Stack {
    /** In words of {@link Thread.State}, or empty where the JVM does not say. */
    public String state = "";

    /** From the innermost frame to the outermost. */
    public List<ReportedFrame> frames = new ArrayList<>();

    /** The threads: {@code Thread.getId()} and name. */
    public List<ThreadIdentity> threads = new ArrayList<>();
  }
}
