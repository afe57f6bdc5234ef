// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.api;

/**
 * Activities that outlive their provider: passes calls on to the one bound now, or to none.
 *
 * <p>A consumer keeps one of these and lets a dynamic, optional reference call {@link #bind} and
 * {@link #unbind}. An activity begun before a swap is closed on the provider that began it.
 * Thread-safe.
 */
public final class ActivitiesReference implements Activities {

  private volatile Activities delegate = Activities.none();

  /** From now on, calls go to {@code activities}. */
  public void bind(Activities activities) {
    delegate = activities;
  }

  /** Calls go nowhere again, unless another provider has been bound meanwhile. */
  public void unbind(Activities activities) {
    if (delegate == activities) {
      delegate = Activities.none();
    }
  }

  @Override
  public Activity begin(ActivityKind kind, String job, String database, long requestId) {
    return delegate.begin(kind, job, database, requestId);
  }
}
