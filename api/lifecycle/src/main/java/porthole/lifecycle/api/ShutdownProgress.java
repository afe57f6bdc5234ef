// SPDX-License-Identifier: Apache-2.0
package porthole.lifecycle.api;

import java.util.ArrayList;
import java.util.List;

/** How far a participant of a shutdown has come. */
public class ShutdownProgress {
  /** How many things it had to end, such as databases; 0 before it has begun. */
  public long total;

  /** Those that have not ended yet, the ones that have waited longest first. */
  public List<ShutdownStep> left = new ArrayList<>();
}
