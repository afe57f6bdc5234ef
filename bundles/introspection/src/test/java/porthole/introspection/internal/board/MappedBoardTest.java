// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityDTO;
import porthole.introspection.api.ActivityKind;
import porthole.introspection.api.ThreadActivityDTO;
import porthole.lib.board.BoardFormatV1;

class MappedBoardTest {
  @TempDir Path folder;
  private BoardFixture fixture;
  private MappedBoard board;

  @BeforeEach
  void makeBoard() throws IOException {
    fixture = new BoardFixture(folder, 16);
    board = fixture.board;
  }

  @AfterEach
  void closeBoard() {
    board.close();
  }

  @Test
  void anActivityIsSeenFromBeginToClose() {
    Activity activity = board.begin(ActivityKind.TRANSACTION, "group commit", "demo", 42);
    activity.detail("Cities/1-A");
    activity.count(7);
    fixture.nanos.addAndGet(1_000);

    ThreadActivityDTO thread = fixture.mine();
    assertThat(thread.threadName).isEqualTo(Thread.currentThread().getName());
    assertThat(thread.osThreadId).isEqualTo(4711);
    assertThat(thread.javaThreadAddress).isEqualTo(0x7f00_0000_1000L);
    assertThat(thread.torn).isFalse();
    ActivityDTO seen = thread.activities.get(0);
    assertThat(seen.kind).isEqualTo(ActivityKind.TRANSACTION);
    assertThat(seen.job).isEqualTo("group commit");
    assertThat(seen.database).isEqualTo("demo");
    assertThat(seen.requestId).isEqualTo(42);
    assertThat(seen.detail).isEqualTo("Cities/1-A");
    assertThat(seen.count).isEqualTo(7);
    assertThat(seen.startedAtMicros).isEqualTo(BoardFixture.WALL_MICROS);
    assertThat(seen.elapsedNanos).isEqualTo(1_000);

    activity.close();
    assertThat(fixture.mine().activities).isEmpty();
  }

  @Test
  void anInnerActivityTakesDatabaseAndRequestFromTheOneAroundIt() {
    try (Activity outer = board.begin(ActivityKind.REQUEST, "bulk insert", "demo", 9)) {
      try (Activity inner = board.begin(ActivityKind.TRANSACTION, "apply batch", "", 0)) {
        ActivityDTO seen = fixture.mine().activities.get(1);
        assertThat(seen.database).isEqualTo("demo");
        assertThat(seen.requestId).isEqualTo(9);
      }
      assertThat(fixture.mine().activities).hasSize(1);
    }
  }

  @Test
  void activitiesBeyondTheDeepestLevelAreLeftOutAndDoNoHarm() {
    Activity[] open = new Activity[BoardFormatV1.MAX_DEPTH + 3];
    for (int i = 0; i < open.length; i++) {
      open[i] = board.begin(ActivityKind.OTHER, "level " + i, "", 0);
    }
    assertThat(fixture.mine().activities).hasSize(BoardFormatV1.MAX_DEPTH);
    for (int i = open.length - 1; i >= 0; i--) {
      open[i].detail("still here");
      open[i].close();
    }
    assertThat(fixture.mine().activities).isEmpty();
  }

  @Test
  void aLongDetailIsCutAtACharacter() {
    try (Activity activity = board.begin(ActivityKind.OTHER, "cut", "", 0)) {
      activity.detail("a" + "\u00e9\u4e16\ud83d\ude00".repeat(40));
      String detail = fixture.mine().activities.get(0).detail;
      assertThat("a" + "\u00e9\u4e16\ud83d\ude00".repeat(40)).startsWith(detail);
      assertThat(detail.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
          .isBetween(BoardFormatV1.ACTIVITY_DETAIL_MAX - 3, BoardFormatV1.ACTIVITY_DETAIL_MAX);
    }
  }

  @Test
  void beginDetailCountAndCloseDoNotAllocate() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    String detail = "Cit\u00e9s/1-A";
    // While the JIT still compiles, a round may allocate a few bytes that are not ours.
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20 && least > 0; round++) {
      threads.getThreadAllocatedBytes(self);
      long before = threads.getThreadAllocatedBytes(self);
      long measuring = threads.getThreadAllocatedBytes(self) - before;
      before = threads.getThreadAllocatedBytes(self);
      work(detail, 100_000);
      least = Math.min(least, threads.getThreadAllocatedBytes(self) - before - measuring);
    }
    assertThat(least).isZero();
  }

  private void work(CharSequence detail, int times) {
    for (int i = 0; i < times; i++) {
      try (Activity outer = board.begin(ActivityKind.REQUEST, "bulk docs", "demo", i)) {
        try (Activity inner = board.begin(ActivityKind.TRANSACTION, "apply", "", 0)) {
          inner.detail(detail);
          inner.count(i);
        }
      }
    }
  }

  @Test
  void slotsOfEndedThreadsAreUsedAgainAndShowTheirNewThread() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      Thread thread = new Thread(() -> board.begin(ActivityKind.OTHER, "short", "", 0), "t" + i);
      thread.start();
      thread.join();
      assertThat(board.read()).isEmpty();
    }
    assertThat(board.overflowed()).isZero();
    try (Activity activity = board.begin(ActivityKind.OTHER, "mine", "", 0)) {
      assertThat(board.read()).hasSize(1);
      assertThat(fixture.mine().activities).extracting(a -> a.job).containsExactly("mine");
    }
  }

  @Test
  void threadsThatFindTheBoardFullAreCountedOnceAndGetASlotLater() throws Exception {
    CountDownLatch enough = new CountDownLatch(1);
    List<Thread> holders = fillAllSlots(enough);
    for (int i = 0; i < 3; i++) {
      try (Activity activity = board.begin(ActivityKind.OTHER, "no room", "", 0)) {
        activity.detail("nowhere");
      }
    }
    assertThat(board.overflowed()).isEqualTo(1);

    enough.countDown();
    for (Thread holder : holders) {
      holder.join();
    }
    fixture.nanos.addAndGet(2_000_000_000L);
    try (Activity activity = board.begin(ActivityKind.OTHER, "room", "", 0)) {
      assertThat(fixture.mine().activities).hasSize(1);
    }
  }

  private List<Thread> fillAllSlots(CountDownLatch enough) throws InterruptedException {
    CountDownLatch began = new CountDownLatch(16);
    List<Thread> holders =
        java.util.stream.IntStream.range(0, 16).mapToObj(i -> holder(began, enough)).toList();
    holders.forEach(Thread::start);
    began.await();
    return holders;
  }

  private Thread holder(CountDownLatch began, CountDownLatch enough) {
    return new Thread(
        () -> {
          try (Activity activity = board.begin(ActivityKind.OTHER, "hold", "", 0)) {
            began.countDown();
            enough.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Test
  void tooManyNamesAreShownAsUnknownAndLeaveRoomForJobs() {
    for (int i = 0; i < 3000; i++) {
      board.begin(ActivityKind.OTHER, "many", "db" + i, 0).close();
    }
    try (Activity activity = board.begin(ActivityKind.OTHER, "a new job", "db2999", 0)) {
      assertThat(fixture.mine().activities.get(0).database).isEqualTo("?");
      assertThat(fixture.mine().activities.get(0).job).isEqualTo("a new job");
    }
  }

  @Test
  void theFileIsForItsOwnerAloneAndGoesWithTheBoard() throws IOException {
    Path file = board.file();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Activity activity = board.begin(ActivityKind.OTHER, "outlives", "", 0);
    board.close();
    assertThat(file).doesNotExist();
    activity.detail("written to nobody");
    activity.close();
    board.begin(ActivityKind.OTHER, "after the end", "", 0).close();
  }

  @Test
  void aFolderThatCannotHoldTheBoardSaysSoAtOnce() {
    assertThatThrownBy(() -> new BoardFixture(folder.resolve("absent"), 16))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> new BoardFixture(Path.of("/proc"), 16))
        .isInstanceOf(IOException.class);
  }
}
