// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import porthole.benchmarks.harness.Clock;
import porthole.benchmarks.indexing.peer.IndexedOrders;
import porthole.benchmarks.load.HttpLoad;
import porthole.benchmarks.load.Template;
import porthole.benchmarks.load.Traffic;

/** Single writes of 16 clients to databases with so many indexes. */
final class WritePart {
  private static final int CLIENTS = 16;
  private static final long BEFORE_WINDOW_NANOS = 500_000_000;

  /**
   * A window.
   *
   * @param lagSeconds after which the indexes had everything; 0 where a write waits for them
   */
  record Sample(String peer, int indexes, int round, double perSecond, double lagSeconds) {}

  private record Turn(Peer peer, int indexes) {}

  private final Options options;
  private final Random random;
  private final Porthole porthole;
  private int written;

  WritePart(Options options, Random random, Porthole porthole) {
    this.options = options;
    this.random = random;
    this.porthole = porthole;
  }

  List<Sample> run(List<Peer> peers, Places places) throws IOException {
    for (int indexes : IndexedOrders.COUNTS) {
      String database = IndexedOrders.database(indexes);
      porthole.create(database);
      for (int i = 0; i < indexes; i++) {
        porthole.define(database, IndexedOrders.definition(i));
      }
    }
    List<Sample> samples = new ArrayList<>();
    for (int round = 0; round <= options.rounds; round++) {
      places.say("writes, round " + round + " of " + options.rounds + " ...");
      for (Turn turn : turns(peers)) {
        samples.add(measure(turn, round));
      }
    }
    samples.removeIf(sample -> sample.round() == 0);
    return samples;
  }

  private List<Turn> turns(List<Peer> peers) {
    List<Turn> turns = new ArrayList<>();
    for (Peer peer : peers) {
      for (int indexes : IndexedOrders.COUNTS) {
        turns.add(new Turn(peer, indexes));
      }
    }
    Collections.shuffle(turns, random);
    return turns;
  }

  private Sample measure(Turn turn, int round) throws IOException {
    Peer peer = turn.peer;
    String path =
        "/databases/"
            + IndexedOrders.database(turn.indexes)
            + "/docs?id=orders-"
            + Template.mark(0);
    Template put = new Template(peer.request("PUT", path, IndexedOrders.document()));
    Traffic traffic =
        new Traffic(put, () -> written++, (status, bytes, from, to, number) -> status == 201, 1);
    InetSocketAddress address = new InetSocketAddress(peer.url().getHost(), peer.url().getPort());
    try (HttpLoad load = new HttpLoad(address, CLIENTS, traffic)) {
      load.run(BEFORE_WINDOW_NANOS);
      long begin = Clock.nanos();
      long writes = load.run((long) (options.windowSeconds * 1e9));
      double seconds = (Clock.nanos() - begin) / 1e9;
      load.drain();
      return new Sample(peer.name(), turn.indexes, round, writes / seconds, lag(turn));
    }
  }

  private double lag(Turn turn) throws IOException {
    if (!turn.peer.name().equals(Peer.PORTHOLE)) {
      return 0;
    }
    long begin = Clock.nanos();
    for (int i = 0; i < turn.indexes; i++) {
      porthole.queryFresh(
          IndexedOrders.database(turn.indexes),
          "from index '" + IndexedOrders.name(i) + "' limit 1");
    }
    return (Clock.nanos() - begin) / 1e9;
  }
}
