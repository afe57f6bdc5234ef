// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A capture with all that was joined to it. Shared between callers: not to be changed. */
public class CaptureReport {
  /** The backend that took it. */
  public String backend = "";

  /** When it began. */
  public Instant startedAt = Instant.EPOCH;

  /** How long it took with the joining, in microseconds. */
  public long wallMicros;

  /** How many threads were known to be there but are not in it. */
  public int threadsMissed;

  /** The backends that were tried before and failed. */
  public List<Fallback> fallbacks = new ArrayList<>();

  /** Anything the operator should know about this capture, in plain words. */
  public List<String> remarks = new ArrayList<>();

  /** The threads. */
  public List<ReportedThread> threads = new ArrayList<>();

  /**
   * A backend that was tried and failed.
   *
   * @param backend its name
   * @param reason why it failed
   * @param fix what to do about it, or empty
   */
  public record Fallback(String backend, String reason, String fix) {}
}
