// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import porthole.indexing.api.IndexEvent;

class HubTest {
  private static final int MOST_CONNECTIONS = 3;
  private static final int MOST_WATCHES = 4;

  private final Deque<Runnable> work = new ArrayDeque<>();
  private final AtomicLong nanos = new AtomicLong();
  private final QueueMemory memory = new QueueMemory(400_000, 600_000);
  private final Hub hub =
      new Hub(
          new ConnectionContext(
              (database, task) -> work.add(task),
              memory,
              new ConnectionContext.Limits(
                  MOST_CONNECTIONS, MOST_WATCHES, Duration.ofSeconds(30), Duration.ofSeconds(2)),
              Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
              nanos::get));
  private final FakeDatabase shop = new FakeDatabase("Shop", "id-1");

  @BeforeEach
  void load() {
    hub.loaded(shop.database);
  }

  private record Client(SocketListener side, FakeSocket socket) {
    void says(String command, String parameter) {
      side.text(
          "{\"CommandId\":1,\"Command\":\""
              + command
              + "\",\"Param\":"
              + (parameter == null ? "null" : "\"" + parameter + "\"")
              + "}");
    }
  }

  private Client client() {
    return client("Shop", "id-1");
  }

  private Client client(String name, String id) {
    Client client = new Client(hub.connect(name, id), new FakeSocket());
    client.side.opened(client.socket);
    runAll();
    return client;
  }

  private Client watching(String command, String parameter) {
    Client client = client();
    client.says(command, parameter);
    runAll();
    client.socket.read.clear();
    return client;
  }

  private void runAll() {
    while (!work.isEmpty()) {
      work.remove().run();
    }
  }

  private void put(String id, String collection) {
    shop.put(id, collection);
    hub.changed(shop.database);
  }

  @Test
  void saysFirstWhatItCanTellOfAndConfirmsCommands() {
    Client client = client();
    client.says("watch-docs", null);
    client.says("watch-nothing", null);
    runAll();
    assertThat(client.socket.read.get(0))
        .isEqualTo("[{\"TopologyChange\":true,\"AggressiveCachingChange\":true}]");
    assertThat(client.socket.read.get(1))
        .startsWith("[{\"CommandId\":1,\"Type\":\"Confirm\"},{\"CommandId\":1,\"Type\":\"Error\"")
        .contains("watch-nothing");
  }

  @Test
  void tellsOfDocumentsByIdPrefixAndCollectionInAnyLetterCase() {
    Client one = watching("watch-doc", "USERS/1");
    Client some = watching("watch-prefix", "Users/");
    Client all = watching("watch-collection", "users");
    put("users/1", "Users");
    put("users/2", "Others");
    put("others/1", "Users");
    runAll();
    assertThat(one.socket.all()).contains("users/1").doesNotContain("users/2", "others/1");
    assertThat(some.socket.all()).contains("users/1", "users/2").doesNotContain("others/1");
    assertThat(all.socket.all()).contains("users/1", "others/1").doesNotContain("users/2");
  }

  @Test
  void tellsAClientOnceHoweverManyOfItsWatchesFit() {
    Client client = watching("watch-docs", null);
    client.says("watch-doc", "users/1");
    client.says("watch-prefix", "users/");
    runAll();
    client.socket.read.clear();
    put("users/1", "Users");
    runAll();
    assertThat(client.socket.all()).containsOnlyOnce("DocumentChange");
  }

  @Test
  void tellsOfEachInTheOrderOfEtags() {
    Client client = watching("watch-docs", null);
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      shop.put("d/" + i, "D");
      expected.append(i).append(',');
    }
    hub.changed(shop.database);
    runAll();
    StringBuilder told = new StringBuilder();
    Matcher ids = Pattern.compile("\"Id\":\"d/(\\d+)\"").matcher(client.socket.all());
    while (ids.find()) {
      told.append(ids.group(1)).append(',');
    }
    assertThat(told).hasToString(expected.toString());
  }

  @Test
  void doesNotTellOfWhatWasThereBefore() {
    watching("watch-docs", null);
    put("users/1", "Users");
    Client later = client();
    later.says("watch-docs", null);
    later.says("watch-aggressive-caching", null);
    put("users/2", "Users");
    runAll();
    assertThat(later.socket.all()).contains("users/2").doesNotContain("users/1");
  }

  @Test
  void tellsNoMoreOfWhatIsNotWatchedAnyMore() {
    Client client = watching("watch-docs", null);
    client.says("unwatch-docs", null);
    runAll();
    client.socket.read.clear();
    put("users/1", "Users");
    runAll();
    assertThat(client.socket.read).isEmpty();
  }

  @Test
  void readsNoDocumentsForThoseWhoWantToKnowOnlyThatThereWereSome() {
    Client client = watching("watch-aggressive-caching", null);
    put("users/1", "Users");
    runAll();
    assertThat(client.socket.read)
        .containsExactly("[{\"Type\":\"AggressiveCacheChange\",\"Value\":{}}]");
    assertThat(shop.reads).isZero();
  }

  @Test
  void manyChangesAreOneForACacheWhileTheFirstIsUnderWay() {
    Client client = watching("watch-aggressive-caching", null);
    client.socket.stall();
    for (int i = 0; i < 100; i++) {
      put("users/" + i, "Users");
      runAll();
    }
    client.socket.goOn();
    assertThat(client.socket.read).hasSize(2);
  }

  @Test
  void asksNothingOfADatabaseThatNobodyWatches() {
    put("users/1", "Users");
    assertThat(work).isEmpty();
    client().side.closed();
    put("users/2", "Users");
    assertThat(work).isEmpty();
  }

  @Test
  void tellsOfIndexesByNameAndOfTheirEffectOnCaches() {
    Client one = watching("watch-index", "BYNAME");
    Client all = watching("watch-indexes", null);
    Client cache = watching("watch-aggressive-caching", null);
    hub.index("shop", "ByName", IndexEvent.PRIORITY_CHANGED);
    hub.index("shop", "Other", IndexEvent.BATCH_COMPLETED);
    hub.index("elsewhere", "ByName", IndexEvent.REMOVED);
    runAll();
    assertThat(one.socket.all()).contains("PriorityChanged").doesNotContain("Other", "Removed");
    assertThat(all.socket.all()).contains("PriorityChanged", "BatchCompleted");
    assertThat(cache.socket.all()).containsOnlyOnce("AggressiveCacheChange");
  }

  @Test
  void asksForTheStateOfAnOperationOnlyWhenSomebodyWantsIt() {
    Client one = watching("watch-operation", "7");
    Client all = watching("watch-operations", null);
    hub.operation("Shop", 7, () -> "{\"Status\":\"InProgress\"}".getBytes(UTF_8));
    hub.operation("Shop", 8, () -> "{\"Status\":\"Completed\"}".getBytes(UTF_8));
    runAll();
    assertThat(one.socket.all()).contains("InProgress").doesNotContain("Completed");
    assertThat(all.socket.all()).contains("InProgress", "Completed");
    all.side.closed();
    hub.operation("Shop", 8, () -> fail("nobody wants it"));
  }

  @Test
  void closesAConnectionForWhichTooMuchWaitsAndNoOther() {
    Client slow = watching("watch-docs", null);
    Client quick = watching("watch-docs", null);
    slow.socket.stall();
    for (int i = 0; i < 3_000; i++) {
      put("users/" + i, "Users");
      runAll();
    }
    assertThat(slow.socket.goodbyes).extracting(Goodbye::code).containsExactly(1013);
    assertThat(quick.socket.goodbyes).isEmpty();
    assertThat(quick.socket.all()).contains("users/2999");
    assertThat(memory.held()).isZero();
  }

  @Test
  void cutsOffWhoDoesNotSayGoodbye() {
    Client slow = watching("watch-docs", null);
    CompletableFuture<Void> unused = hub.close(Goodbye.restart());
    hub.look();
    assertThat(slow.socket.aborted).isFalse();
    nanos.addAndGet(Duration.ofSeconds(3).toNanos());
    hub.look();
    assertThat(slow.socket.aborted).isTrue();
  }

  @Test
  void asksForSignsOfLife() {
    Client client = client();
    hub.look();
    assertThat(client.socket.pings).isZero();
    nanos.addAndGet(Duration.ofSeconds(31).toNanos());
    hub.look();
    hub.look();
    assertThat(client.socket.pings).isOne();
  }

  @Test
  void cutsOffWhoGivesNoSignOfLife() {
    Client alive = client();
    Client dead = client();
    for (int i = 0; i < 4; i++) {
      nanos.addAndGet(Duration.ofSeconds(29).toNanos());
      alive.side.heard();
      hub.look();
    }
    assertThat(alive.socket.aborted).isFalse();
    assertThat(dead.socket.aborted).isTrue();
  }

  @Test
  void takesNoMoreConnectionsAndWatchesThanItMay() {
    Client first = client();
    client();
    client();
    assertThat(hub.isFull()).isTrue();
    assertThat(client().socket.goodbyes).extracting(Goodbye::code).containsExactly(1013);
    for (int i = 0; i <= MOST_WATCHES; i++) {
      first.says("watch-doc", "users/" + i);
    }
    runAll();
    assertThat(first.socket.read.get(first.socket.read.size() - 1)).contains("\"Type\":\"Error\"");
    first.side.closed();
    assertThat(client().socket.goodbyes).isEmpty();
  }

  @Test
  void aConnectionOutlastsAnUnloadAndAReload() {
    Client client = watching("watch-docs", null);
    put("users/1", "Users");
    hub.leaving(shop.database);
    runAll();
    assertThat(client.socket.all()).contains("users/1");
    hub.check(name -> "id-1");
    FakeDatabase reloaded = new FakeDatabase("Shop", "id-1");
    reloaded.put("users/1", "Users");
    hub.loaded(reloaded.database);
    reloaded.put("users/2", "Users");
    hub.changed(reloaded.database);
    runAll();
    assertThat(client.socket.goodbyes).isEmpty();
    assertThat(client.socket.all()).contains("users/2").containsOnlyOnce("users/1");
  }

  @Test
  void canBeConnectedToADatabaseThatSleeps() {
    hub.leaving(shop.database);
    Client client = watching("watch-docs", null);
    hub.loaded(shop.database);
    put("users/1", "Users");
    runAll();
    assertThat(client.socket.all()).contains("users/1");
  }

  @Test
  void closesConnectionsToADatabaseThatIsGoneOrAnother() {
    Client client = client();
    hub.check(name -> fail("a loaded one is there"));
    hub.leaving(shop.database);
    hub.check(name -> null);
    assertThat(client.socket.goodbyes).extracting(Goodbye::code).containsExactly(1001);

    Client second = client();
    hub.loaded(new FakeDatabase("Shop", "id-2").database);
    assertThat(second.socket.goodbyes).extracting(Goodbye::code).containsExactly(1001);
  }

  @Test
  void closingSaysGoodbyeToAllAndIsDoneWhenAllHaveGone() {
    Client client = client();
    CompletableFuture<Void> done = hub.close(Goodbye.shutdown());
    assertThat(client.socket.goodbyes).extracting(Goodbye::code).containsExactly(1001);
    assertThat(done).isNotDone();
    client.side.closed();
    assertThat(done).isDone();
    assertThat(client().socket.goodbyes).hasSize(1);
  }

  @Test
  void reportsWhoIsConnectedWithoutWakingAnything() {
    Client client = watching("watch-docs", null);
    hub.leaving(shop.database);
    client.socket.stall();
    client.says("watch-doc", "a/1");
    client.says("watch-doc", "a/2");
    runAll();
    assertThat(hub.report())
        .containsExactly(
            new ChannelReport("Shop", false, 0, List.of(new ConnectionReport(0, 3, 0, 0, true))));
  }
}
