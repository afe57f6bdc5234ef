// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.enrich;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import porthole.introspection.api.ActivityDTO;
import porthole.introspection.api.ActivityKind;
import porthole.introspection.api.ThreadActivityDTO;

/** What a capture shows of a thread's activities. */
final class ActivityFields {
  private static final DateTimeFormatter UTC_SEVEN_DIGITS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private ActivityFields() {}

  /** The innermost activity, with those around it, innermost first, under {@code Within}. */
  static Map<String, Object> of(ThreadActivityDTO thread) {
    List<ActivityDTO> activities = thread.activities;
    int innermost = activities.size() - 1;
    Map<String, Object> fields = of(activities.get(innermost));
    if (innermost > 0) {
      List<Map<String, Object>> within = new ArrayList<>();
      for (int i = innermost - 1; i >= 0; i--) {
        within.add(of(activities.get(i)));
      }
      fields.put("Within", within);
    }
    if (thread.torn) {
      fields.put("Torn", true);
    }
    return fields;
  }

  private static Map<String, Object> of(ActivityDTO activity) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Kind", kind(activity.kind));
    fields.put("Database", activity.database);
    fields.put("Job", activity.job);
    fields.put("RequestId", activity.requestId);
    fields.put("StartedAt", startedAt(activity.startedAtMicros));
    fields.put(
        "ElapsedMilliseconds", TimeUnit.NANOSECONDS.toMicros(activity.elapsedNanos) / 1_000.0);
    fields.put("Detail", activity.detail);
    fields.put("Count", activity.count);
    return fields;
  }

  private static String startedAt(long micros) {
    Instant instant =
        Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    return UTC_SEVEN_DIGITS.format(instant);
  }

  private static String kind(ActivityKind kind) {
    String name = kind.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
