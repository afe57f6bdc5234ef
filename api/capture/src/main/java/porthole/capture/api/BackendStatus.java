// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** When the backend was asked for its availability and facts; the epoch when it never was. */
  public Instant askedAt = Instant.EPOCH;

  /** How long ago that was, in milliseconds; 0 when it was asked just now, -1 when it never was. */
  public long ageMillis = -1;

  /**
   * Since when a capture has been running, or null. The backend is not asked meanwhile: what stands
   * here is then what it said last.
   */
  public @Nullable Instant capturingSince;

  /** Symbolic name and version of the bundle that offers it, such as {@code porthole.x/1.0.0}. */
  public String bundle = "";
}
