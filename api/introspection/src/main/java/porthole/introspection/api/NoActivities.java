// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.api;

/** Marks nothing. */
enum NoActivities implements Activities, Activity {
  INSTANCE;

  @Override
  public Activity begin(ActivityKind kind, String job, String database, long requestId) {
    return this;
  }

  @Override
  public void detail(CharSequence detail) {}

  @Override
  public void count(long count) {}

  @Override
  public void close() {}
}
