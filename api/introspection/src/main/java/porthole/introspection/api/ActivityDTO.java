// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.api;

/** One activity, as it stood when the board was read. */
public class ActivityDTO {
  /** What kind of work. */
  public ActivityKind kind = ActivityKind.OTHER;

  /** The job's name, never null. */
  public String job = "";

  /** The database's name, or empty. */
  public String database = "";

  /** The request's id, or 0. */
  public long requestId;

  /** When it began: microseconds since the epoch, UTC. */
  public long startedAtMicros;

  /** How long it had lasted when it was read, in nanoseconds by the monotonic clock. */
  public long elapsedNanos;

  /** What the thread was at, such as a document id, or empty. */
  public String detail = "";

  /** Items done or at hand, or 0. */
  public long count;
}
