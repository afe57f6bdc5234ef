// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.api;

import java.util.ArrayList;
import java.util.List;

/** What the board says of one thread. */
public class ThreadActivityDTO {
  /** {@code Thread.getId()}. */
  public long threadId;

  /** The thread's name when it took its slot. */
  public String threadName = "";

  /** The operating system's thread id, or 0 where it could not be learnt. */
  public long osThreadId;

  /** Address of HotSpot's JavaThread ({@code Thread.eetop}), or 0 where it could not be learnt. */
  public long javaThreadAddress;

  /** True when the slot changed under the reader each time; the activities may then be stale. */
  public boolean torn;

  /** From the outermost activity to the innermost; empty when the thread is idle. */
  public List<ActivityDTO> activities = new ArrayList<>();
}
