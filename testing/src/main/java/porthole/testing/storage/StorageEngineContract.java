// SPDX-License-Identifier: Apache-2.0
package porthole.testing.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.storage.api.engine.Cursor;
import porthole.storage.api.engine.EngineException;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.Snapshot;
import porthole.storage.api.engine.StorageEngine;
import porthole.storage.api.engine.WriteBatch;

/** What every storage engine must do. An engine's tests extend this class. */
public abstract class StorageEngineContract {

  /** An empty directory of the test's own. */
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  protected Path directory;

  /** For an engine's tests. */
  protected StorageEngineContract() {}

  /** The engine under test; the same one throughout a test. */
  protected abstract StorageEngine engine();

  @Test
  protected void aCommittedValueIsRead() {
    try (Environment environment = open()) {
      environment.commit(new WriteBatch().put(bytes("a"), bytes("1")).put(bytes("b"), bytes("")));
      assertThat(environment.get(bytes("a"))).isEqualTo(bytes("1"));
      assertThat(environment.get(bytes("b"))).isEmpty();
      assertThat(environment.get(bytes("c"))).isNull();
    }
  }

  @Test
  protected void whatWasCommittedIsThereAfterOpeningAgain() {
    try (Environment environment = open()) {
      environment.commit(new WriteBatch().put(bytes("a"), bytes("1")).put(bytes("b"), bytes("2")));
      environment.commit(new WriteBatch().delete(bytes("b")));
    }
    try (Environment environment = open()) {
      assertThat(environment.get(bytes("a"))).isEqualTo(bytes("1"));
      assertThat(environment.get(bytes("b"))).isNull();
    }
  }

  @Test
  protected void aSnapshotDoesNotSeeLaterCommits() {
    try (Environment environment = open()) {
      environment.commit(new WriteBatch().put(bytes("a"), bytes("1")));
      try (Snapshot snapshot = environment.snapshot()) {
        environment.commit(
            new WriteBatch().put(bytes("a"), bytes("2")).put(bytes("b"), bytes("2")));
        assertThat(snapshot.get(bytes("a"))).isEqualTo(bytes("1"));
        assertThat(snapshot.get(bytes("b"))).isNull();
        assertThat(ascending(snapshot, "", null)).containsExactly("a=1");
      }
      assertThat(environment.get(bytes("a"))).isEqualTo(bytes("2"));
    }
  }

  @Test
  protected void severalKeysAreReadInTheirOrder() {
    try (Environment environment = open()) {
      environment.commit(new WriteBatch().put(bytes("a"), bytes("1")).put(bytes("c"), bytes("3")));
      try (Snapshot snapshot = environment.snapshot()) {
        List<byte @Nullable []> values =
            snapshot.get(List.of(bytes("c"), bytes("b"), bytes("a"), bytes("c")));
        assertThat(values).containsExactly(bytes("3"), null, bytes("1"), bytes("3"));
        assertThat(snapshot.get(List.of())).isEmpty();
      }
    }
  }

  @Test
  protected void cursorsKeepToTheirBounds() {
    try (Environment environment = open()) {
      WriteBatch batch = new WriteBatch();
      for (String key : List.of("a", "b", "ba", "c", "d")) {
        batch.put(bytes(key), bytes("v"));
      }
      environment.commit(batch);
      try (Snapshot snapshot = environment.snapshot()) {
        assertThat(ascending(snapshot, "b", "d")).containsExactly("b=v", "ba=v", "c=v");
        assertThat(ascending(snapshot, "bb", null)).containsExactly("c=v", "d=v");
        assertThat(ascending(snapshot, "x", null)).isEmpty();
        assertThat(ascending(snapshot, "c", "b")).isEmpty();
        assertThat(descending(snapshot, "b", "d")).containsExactly("c=v", "ba=v", "b=v");
        assertThat(descending(snapshot, "b", null)).containsExactly("d=v", "c=v", "ba=v", "b=v");
        assertThat(descending(snapshot, "", "a")).isEmpty();
        assertThat(descending(snapshot, "c", "c")).isEmpty();
      }
    }
  }

  @Test
  protected void aCursorAtItsEndStaysThere() {
    try (Environment environment = open()) {
      environment.commit(new WriteBatch().put(bytes("a"), bytes("1")));
      try (Snapshot snapshot = environment.snapshot();
          Cursor cursor = snapshot.ascending(bytes(""), null)) {
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.next()).isFalse();
      }
    }
  }

  @Test
  protected void keysOrderAsUnsignedBytes() {
    byte[] low = {0x7f};
    byte[] high = {(byte) 0x80};
    byte[] highest = {(byte) 0xff, (byte) 0xff};
    try (Environment environment = open()) {
      environment.commit(
          new WriteBatch()
              .put(highest, bytes("3"))
              .put(high, bytes("2"))
              .put(low, bytes("1"))
              .put(new byte[] {0}, bytes("0")));
      try (Snapshot snapshot = environment.snapshot()) {
        List<String> values = new ArrayList<>();
        try (Cursor cursor = snapshot.ascending(new byte[0], null)) {
          while (cursor.next()) {
            values.add(new String(cursor.value(), UTF_8));
          }
        }
        assertThat(values).containsExactly("0", "1", "2", "3");
      }
    }
  }

  @Test
  protected void theLastWriteOfAKeyInABatchWins() {
    try (Environment environment = open()) {
      environment.commit(
          new WriteBatch()
              .put(bytes("a"), bytes("1"))
              .delete(bytes("a"))
              .delete(bytes("b"))
              .put(bytes("b"), bytes("2")));
      assertThat(environment.get(bytes("a"))).isNull();
      assertThat(environment.get(bytes("b"))).isEqualTo(bytes("2"));
    }
  }

  @Test
  protected void aBatchIsAppliedOnlyWhenItsConditionsHold() {
    try (Environment environment = open()) {
      environment.commit(new WriteBatch().require(bytes("a"), null).put(bytes("a"), bytes("1")));
      WriteBatch stale =
          new WriteBatch()
              .put(bytes("b"), bytes("x"))
              .require(bytes("a"), bytes("1"))
              .require(bytes("c"), bytes("3"))
              .put(bytes("a"), bytes("2"));
      assertThatThrownBy(() -> environment.commit(stale))
          .isInstanceOf(EngineException.Conflict.class);
      assertThat(environment.get(bytes("a"))).isEqualTo(bytes("1"));
      assertThat(environment.get(bytes("b"))).isNull();
      environment.commit(
          new WriteBatch().require(bytes("a"), bytes("1")).put(bytes("a"), bytes("2")));
      assertThat(environment.get(bytes("a"))).isEqualTo(bytes("2"));
    }
  }

  @Test
  protected void ofManyThreadsOnlyOneWinsACondition() {
    try (Environment environment = open()) {
      int threads = 4;
      int rounds = 25;
      List<CompletableFuture<Integer>> runs = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        runs.add(CompletableFuture.supplyAsync(() -> countUp(environment, rounds)));
      }
      int won = runs.stream().mapToInt(CompletableFuture::join).sum();
      byte[] value = environment.get(bytes("counter"));
      assertThat(new String(value, UTF_8)).isEqualTo(Integer.toString(won));
      assertThat(won).isEqualTo(threads * rounds);
    }
  }

  private static int countUp(Environment environment, int rounds) {
    int won = 0;
    while (won < rounds) {
      if (countedUp(environment)) {
        won++;
      }
    }
    return won;
  }

  private static boolean countedUp(Environment environment) {
    byte[] before = environment.get(bytes("counter"));
    int count = before == null ? 0 : Integer.parseInt(new String(before, UTF_8));
    try {
      environment.commit(
          new WriteBatch()
              .require(bytes("counter"), before)
              .put(bytes("counter"), bytes(Integer.toString(count + 1))));
      return true;
    } catch (EngineException.Conflict e) {
      return false;
    }
  }

  @Test
  protected void anEnvironmentIsOpenOnlyOnce() {
    try (Environment environment = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(EngineException.InUse.class)
          .hasMessageContaining("test")
          .hasMessageContaining(directory.getFileName().toString());
      environment.commit(new WriteBatch().put(bytes("a"), bytes("1")));
    }
    open().close();
  }

  @Test
  protected void closingTwiceIsHarmless() {
    Environment environment = open();
    Snapshot snapshot = environment.snapshot();
    Cursor cursor = snapshot.ascending(bytes(""), null);
    cursor.close();
    cursor.close();
    snapshot.close();
    snapshot.close();
    environment.close();
    environment.close();
  }

  @Test
  protected void theSizeIsNotNegative() {
    try (Environment environment = open()) {
      environment.commit(new WriteBatch().put(bytes("a"), new byte[10_000]));
      assertThat(environment.sizeOnDiskBytes()).isNotNegative();
    }
  }

  @Test
  protected void arraysHandedOutAreTheCallers() {
    try (Environment environment = open()) {
      environment.commit(new WriteBatch().put(bytes("a"), bytes("1")));
      byte[] first = environment.get(bytes("a"));
      Arrays.fill(first, (byte) 'x');
      assertThat(environment.get(bytes("a"))).isEqualTo(bytes("1"));
    }
  }

  @Test
  protected void randomBatchesLeaveWhatAMapWouldHold() {
    Random random = new Random(20261122);
    TreeMap<String, String> model = new TreeMap<>();
    try (Environment environment = open()) {
      for (int round = 0; round < 60; round++) {
        WriteBatch batch = new WriteBatch();
        for (int i = random.nextInt(20); i >= 0; i--) {
          String key = Integer.toString(random.nextInt(100), 5);
          if (random.nextInt(3) == 0) {
            batch.delete(bytes(key));
            model.remove(key);
          } else {
            batch.put(bytes(key), bytes("v" + round));
            model.put(key, "v" + round);
          }
        }
        environment.commit(batch);
      }
      try (Snapshot snapshot = environment.snapshot()) {
        List<String> expected = new ArrayList<>();
        model.forEach((key, value) -> expected.add(key + "=" + value));
        assertThat(ascending(snapshot, "", null)).isEqualTo(expected);
        Collections.reverse(expected);
        assertThat(descending(snapshot, "", null)).isEqualTo(expected);
      }
    }
  }

  /** Opens the environment {@code test} in {@link #directory}. */
  protected final Environment open() {
    return engine().open("test", directory.resolve("environment"));
  }

  /** UTF-8. */
  protected static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static List<String> ascending(Snapshot snapshot, String from, @Nullable String to) {
    try (Cursor cursor = snapshot.ascending(bytes(from), to == null ? null : bytes(to))) {
      return drain(cursor);
    }
  }

  private static List<String> descending(Snapshot snapshot, String from, @Nullable String to) {
    try (Cursor cursor = snapshot.descending(bytes(from), to == null ? null : bytes(to))) {
      return drain(cursor);
    }
  }

  private static List<String> drain(Cursor cursor) {
    List<String> entries = new ArrayList<>();
    while (cursor.next()) {
      entries.add(new String(cursor.key(), UTF_8) + "=" + new String(cursor.value(), UTF_8));
    }
    return entries;
  }
}
