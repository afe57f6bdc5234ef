// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityDTO;
import porthole.introspection.api.ActivityKind;
import porthole.introspection.api.ThreadActivityDTO;

class ConsistencyTest {
  private static final String A = "a".repeat(100);
  private static final String B = "b".repeat(61);

  @TempDir Path folder;

  @Test
  void aReaderNeverSeesAMixOfTwoStates() throws IOException, InterruptedException {
    BoardFixture fixture = new BoardFixture(folder, 4);
    AtomicBoolean stop = new AtomicBoolean();
    Thread writer = new Thread(() -> flip(fixture.board, stop));
    writer.start();
    try {
      int whole = 0;
      for (int i = 0; i < 200_000 || (whole < 1_000 && i < 5_000_000); i++) {
        for (ThreadActivityDTO thread : fixture.board.read()) {
          whole += thread.torn ? 0 : 1;
          check(thread);
        }
      }
      assertThat(whole).isGreaterThanOrEqualTo(1_000);
    } finally {
      stop.set(true);
      writer.join();
      fixture.board.close();
    }
  }

  private static void flip(MappedBoard board, AtomicBoolean stop) {
    while (!stop.get()) {
      try (Activity activity = board.begin(ActivityKind.QUERY, "a", "a", 1)) {
        activity.detail(A);
      }
      try (Activity activity = board.begin(ActivityKind.INDEXING, "b", "b", 2)) {
        activity.detail(B);
        try (Activity inner = board.begin(ActivityKind.TRANSACTION, "inner b", "", 0)) {
          inner.count(2);
        }
      }
    }
  }

  private static void check(ThreadActivityDTO thread) {
    if (thread.torn || thread.activities.isEmpty()) {
      return;
    }
    ActivityDTO seen = thread.activities.get(0);
    boolean first = seen.kind == ActivityKind.QUERY;
    assertThat(seen.job).isEqualTo(first ? "a" : "b");
    assertThat(seen.database).isEqualTo(first ? "a" : "b");
    assertThat(seen.requestId).isEqualTo(first ? 1 : 2);
    assertThat(seen.detail).isIn("", first ? A : B);
    if (thread.activities.size() > 1) {
      assertThat(first).isFalse();
      assertThat(thread.activities.get(1).job).isEqualTo("inner b");
    }
  }
}
