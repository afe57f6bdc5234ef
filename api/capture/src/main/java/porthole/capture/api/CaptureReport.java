// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  /**
   * Between the moments to which the first and the last stack belong, in nanoseconds; 0 when all
   * are of one instant, -1 when it is not known.
   */
  public long skewNanos = -1;

  /** How long the backend's steps took, in nanoseconds, in their order. */
  public Map<String, Long> phaseNanos = new LinkedHashMap<>();

  /** The backends that were tried before and failed. */
  public List<Fallback> fallbacks = new ArrayList<>();

  /** Anything the operator should know about this capture, in plain words. */
  public List<String> remarks = new ArrayList<>();

  /** The threads. */
  public List<ReportedThread> threads = new ArrayList<>();

  /**
   * The virtual threads that no thread carried, or null where they were not asked for or failed.
   */
  public @Nullable VirtualThreads virtualThreads;

  /**
   * A backend that was tried and failed.
   *
   * @param backend its name
   * @param reason why it failed
   * @param fix what to do about it, or empty
   */
  public record Fallback(String backend, String reason, String fix) {}
}
