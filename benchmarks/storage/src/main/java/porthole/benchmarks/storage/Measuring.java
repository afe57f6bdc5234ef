// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import porthole.benchmarks.harness.Clock;

/** Puts every load on every peer once a round, in an order that is drawn. */
final class Measuring {
  private static final long SECOND = 1_000_000_000;
  private static final long BEFORE_WINDOW_NANOS = SECOND / 4;
  private static final long LOOK_MILLIS = 100;
  private static final double AT_REST = 0.05;
  private static final long LONGEST_REST_NANOS = 5 * SECOND;
  private static final int WARM_UP_CLIENTS = 64;

  private record Turn(Peer peer, Work work) {}

  private final List<Peer> peers;
  private final Options options;
  private final Random random;
  private final Consumer<String> progress;
  private final List<Sample> samples = new ArrayList<>();

  Measuring(List<Peer> peers, Options options, Random random, Consumer<String> progress) {
    this.peers = peers;
    this.options = options;
    this.random = random;
    this.progress = progress;
  }

  void run() throws IOException {
    for (Peer peer : peers) {
      warmUp(peer);
    }
    for (int round = 1; round <= options.rounds; round++) {
      progress.accept("round " + round + " of " + options.rounds + " ...");
      for (Turn turn : turns()) {
        awaitRest();
        Window window =
            turn.peer.measure(turn.work, BEFORE_WINDOW_NANOS, nanos(options.windowSeconds));
        samples.add(new Sample(turn.work, turn.peer.name(), round, window));
      }
    }
  }

  private List<Turn> turns() {
    List<Work> works = new ArrayList<>(options.works());
    Collections.shuffle(works, random);
    List<Turn> turns = new ArrayList<>();
    for (Work work : works) {
      List<Peer> order = new ArrayList<>(peers.stream().filter(peer -> peer.takes(work)).toList());
      Collections.shuffle(order, random);
      order.forEach(peer -> turns.add(new Turn(peer, work)));
    }
    return turns;
  }

  /** Until what is compiled is compiled; writes first, since reads are of what they wrote. */
  private void warmUp(Peer peer) throws IOException {
    progress.accept("warming up " + peer.name() + " ...");
    long each = nanos(options.warmUpSeconds);
    for (Work work :
        List.of(Work.put(WARM_UP_CLIENTS), Work.batch(16, 16), Work.get(WARM_UP_CLIENTS))) {
      if (peer.takes(work)) {
        peer.measure(work, 0, each);
      }
    }
  }

  /** Until nobody has anything left to do in the background, such as flushes and compactions. */
  private void awaitRest() {
    long deadline = Clock.nanos() + LONGEST_REST_NANOS;
    long before = cpuNanos();
    Clock.rest(LOOK_MILLIS);
    long now = cpuNanos();
    while (now - before > AT_REST * LOOK_MILLIS * 1_000_000 && Clock.nanos() < deadline) {
      before = now;
      Clock.rest(LOOK_MILLIS);
      now = cpuNanos();
    }
  }

  private long cpuNanos() {
    return peers.stream().mapToLong(Peer::cpuNanos).sum();
  }

  private static long nanos(double seconds) {
    return (long) (seconds * SECOND);
  }

  List<Sample> samples() {
    return samples;
  }
}
