// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.board;

/** What is asked once of each thread that takes a slot. A number that is not known is 0. */
public interface ThreadFacts {

  /** The operating system's id of the calling thread. */
  long currentOsThreadId();

  /** The address of HotSpot's JavaThread of {@code thread}, which must be alive. */
  long javaThreadAddress(Thread thread);
}
