// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

import java.util.ArrayList;
import java.util.List;

/** What a backend saw, before anything is joined to it. */
public class RawCapture {
  /** The threads that were seen. */
  public List<RawThread> threads = new ArrayList<>();

  /** How many threads were known to be there but could not be captured. */
  public int threadsMissed;

  /** Anything the operator should know about this capture, in plain words. */
  public List<String> remarks = new ArrayList<>();
}
