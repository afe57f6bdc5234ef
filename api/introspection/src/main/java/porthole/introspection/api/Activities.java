// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Where a thread marks what it is doing, for whoever looks from inside or outside the process.
 *
 * <pre>{@code
 * try (Activity activity = activities.begin(ActivityKind.TRANSACTION, "commit", database, 0)) {
 *   activity.count(commands.size());
 *   ...
 * }
 * }</pre>
 *
 * <p>Meant for hot paths: safe for any number of threads, lock-free, and without allocation once a
 * job and a database name have been seen before. Hold it in an {@link ActivitiesReference}, so that
 * the work goes on while no provider is there.
 */
@ProviderType
public interface Activities {

  /** The request id of work that no request asked for. */
  long NO_REQUEST = 0;

  /** The database name of work that concerns no single database. */
  String NO_DATABASE = "";

  /**
   * Marks that the calling thread begins something.
   *
   * @param job what is being done, in words an operator understands, such as {@code "bulk insert"};
   *     from a small fixed set of names, never built per call: each distinct name is kept for good
   * @param database the database it is done for; {@link #NO_DATABASE} takes that of the activity
   *     around this one
   * @param requestId the request it is done for; {@link #NO_REQUEST} takes that of the activity
   *     around this one
   * @return never null; a no-op when the board is full or nests deeper than it can hold
   */
  Activity begin(ActivityKind kind, String job, String database, long requestId);

  /** Does nothing, at no cost: what stands in when no provider is there. */
  static Activities none() {
    return NoActivities.INSTANCE;
  }
}
