// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;

/** Remembers, as text, what was begun and how far it said it was. */
final class RecordedActivities implements Activities {
  final List<String> begun = new CopyOnWriteArrayList<>();
  final List<String> marks = new CopyOnWriteArrayList<>();

  @Override
  public Activity begin(ActivityKind kind, String job, String database, long requestId) {
    begun.add(kind + " " + job + " in " + database);
    return new Activity() {
      @Override
      public void detail(CharSequence detail) {
        marks.add(detail.toString());
      }

      @Override
      public void count(long count) {
        marks.add(Long.toString(count));
      }

      @Override
      public void close() {}
    };
  }
}
