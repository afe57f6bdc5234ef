// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a backend saw, before anything is joined to it. */
public class RawCapture {
  /** The threads that were seen. */
  public List<RawThread> threads = new ArrayList<>();

  /** How many threads were known to be there but could not be captured. */
  public int threadsMissed;

  /**
   * Between the moments to which the first and the last stack belong, in nanoseconds; 0 when all
   * are of one instant, -1 when it is not known.
   */
  public long skewNanos = -1;

  /** How long the backend's steps took, in nanoseconds, in their order. */
  public Map<String, Long> phaseNanos = new LinkedHashMap<>();

  /** Anything the operator should know about this capture, in plain words. */
  public List<String> remarks = new ArrayList<>();
}
