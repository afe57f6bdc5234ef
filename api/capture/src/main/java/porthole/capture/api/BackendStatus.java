// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

import java.util.ArrayList;
import java.util.List;

/** What the broker knows of one backend. */
public class BackendStatus {
  /** The backend's name. */
  public String name = "";

  /** Whether it is the one tried first. */
  public boolean selected;

  /** Whether it can work now and, if not, why and the fix. */
  public Availability availability = Availability.YES;

  /** What this machine has to say to it, the obstacles first. */
  public List<PreflightFact> facts = new ArrayList<>();

  /** Symbolic name and version of the bundle that offers it, such as {@code porthole.x/1.0.0}. */
  public String bundle = "";
}
