// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import porthole.capture.api.ThreadIdentity;
import porthole.introspection.api.ActivityBoard;
import porthole.introspection.api.ActivityDTO;
import porthole.introspection.api.ActivityKind;
import porthole.introspection.api.ThreadActivityDTO;

class ActivityEnricherTest {

  @Test
  void theInnermostActivityIsShownWithThoseAroundIt() {
    ThreadActivityDTO busy = thread(7);
    busy.activities.add(activity(ActivityKind.REQUEST, "bulk insert"));
    busy.activities.add(activity(ActivityKind.TRANSACTION, "group commit"));
    Map<Long, Object> fields = enrich(busy, thread(8), thread(9));

    assertThat(fields).containsOnlyKeys(7L);
    @SuppressWarnings("unchecked")
    Map<String, Object> shown = (Map<String, Object>) fields.get(7L);
    assertThat(shown)
        .containsEntry("Kind", "Transaction")
        .containsEntry("Job", "group commit")
        .containsEntry("Database", "demo")
        .containsEntry("RequestId", 5L)
        .containsEntry("StartedAt", "2023-11-14T22:13:20.1234560Z")
        .containsEntry("ElapsedMilliseconds", 1.234)
        .containsEntry("Detail", "Cities/1-A")
        .containsEntry("Count", 3L);
    assertThat(shown.get("Within")).asString().contains("bulk insert");
  }

  @Test
  void threadsThatAreNotInTheCaptureGetNothing() {
    ThreadActivityDTO other = thread(70);
    other.activities.add(activity(ActivityKind.OTHER, "elsewhere"));
    assertThat(enrich(other)).isEmpty();
  }

  private static Map<Long, Object> enrich(ThreadActivityDTO... threads) {
    ActivityBoard board =
        new ActivityBoard() {
          @Override
          public List<ThreadActivityDTO> read() {
            return List.of(threads);
          }

          @Override
          public Path file() {
            return Path.of("board");
          }

          @Override
          public long overflowed() {
            return 0;
          }
        };
    return new ActivityEnricher(board)
        .enrich(List.of(new ThreadIdentity(7, 0, 0, "t7"), new ThreadIdentity(8, 0, 0, "t8")));
  }

  private static ThreadActivityDTO thread(long id) {
    ThreadActivityDTO thread = new ThreadActivityDTO();
    thread.threadId = id;
    return thread;
  }

  private static ActivityDTO activity(ActivityKind kind, String job) {
    ActivityDTO activity = new ActivityDTO();
    activity.kind = kind;
    activity.job = job;
    activity.database = "demo";
    activity.requestId = 5;
    activity.startedAtMicros = 1_700_000_000_123_456L;
    activity.elapsedNanos = 1_234_567;
    activity.detail = "Cities/1-A";
    activity.count = 3;
    return activity;
  }
}
