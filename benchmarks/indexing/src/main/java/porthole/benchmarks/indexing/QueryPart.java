// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import porthole.benchmarks.harness.Statistics;
import porthole.benchmarks.indexing.peer.Question;
import porthole.benchmarks.indexing.peer.Question.Kind;
import porthole.benchmarks.load.HttpLoad;
import porthole.benchmarks.load.Requests;
import porthole.benchmarks.load.Traffic;

/** Puts every kind of question to every peer once a round, in an order that is drawn. */
final class QueryPart {
  private static final long BEFORE_WINDOW_NANOS = 250_000_000;
  private static final long WARM_UP_NANOS = 10_000_000_000L;
  private static final int COUNTED = 50;
  private static final int MOST_BEFORE_RESULTS = 2_000;
  private static final byte[] RESULTS = "\"Results\":[".getBytes(ISO_8859_1);

  /**
   * What a peer's answers took in one window.
   *
   * @param cpuMicros CPU time of the peer for each
   */
  record Sample(Turn turn, int round, double perSecond, double p50, double p99, double cpuMicros) {}

  /** So many clients put such questions to a peer. */
  record Turn(Peer peer, Kind kind, int clients) {}

  private record Window(List<Long> times, long cpuNanos) {}

  /** Requests that are ready to be sent; the number is the place in the list. */
  record Prepared(List<byte[]> all) implements Requests {
    @Override
    public int longest() {
      return all.stream().mapToInt(bytes -> bytes.length).max().orElse(0);
    }

    @Override
    public int write(int number, byte[] to) {
      byte[] request = all.get(number);
      System.arraycopy(request, 0, to, 0, request.length);
      return request.length;
    }
  }

  private final Options options;
  private final Random random;
  private final Map<Kind, List<Question>> questions = new EnumMap<>(Kind.class);
  private final List<Sample> samples = new ArrayList<>();
  private final Map<Kind, Map<String, Long>> found = new EnumMap<>(Kind.class);

  QueryPart(Options options, Questions source, List<Kind> kinds, Random random) {
    this.options = options;
    this.random = random;
    kinds.forEach(kind -> questions.put(kind, source.of(kind)));
  }

  List<Sample> run(List<Peer> peers, Places places) throws IOException {
    places.say("warming up for queries ...");
    for (Peer peer : peers) {
      for (Kind kind : questions.keySet()) {
        count(peer, kind);
        window(new Turn(peer, kind, 16), WARM_UP_NANOS / questions.size(), 0);
      }
    }
    for (int round = 1; round <= options.rounds; round++) {
      places.say("queries, round " + round + " of " + options.rounds + " ...");
      for (Turn turn : turns(peers)) {
        samples.add(sample(turn, round));
      }
    }
    return samples;
  }

  private Sample sample(Turn turn, int round) throws IOException {
    Window window = window(turn, BEFORE_WINDOW_NANOS, (long) (options.windowSeconds * 1e9));
    Statistics times = Statistics.of(window.times);
    return new Sample(
        turn,
        round,
        times.count() / options.windowSeconds,
        times.median() / 1e6,
        times.quantile(0.99) / 1e6,
        window.cpuNanos / 1e3 / times.count());
  }

  /** Notes how many documents a peer finds, so that it shows whether all did the same. */
  private void count(Peer peer, Kind kind) throws IOException {
    long results = 0;
    for (Question question : of(kind).subList(0, COUNTED)) {
      results += peer.count(question);
    }
    found.computeIfAbsent(kind, any -> new LinkedHashMap<>()).put(peer.name(), results);
  }

  /** How many documents were found by the first questions of each kind, on their first pages. */
  String found() {
    StringBuilder text = new StringBuilder("Documents found by the first " + COUNTED);
    text.append(" questions of each kind:\n\n");
    found.forEach((kind, by) -> text.append("- " + name(kind) + ": " + by + "\n"));
    return text.toString();
  }

  private List<Question> of(Kind kind) {
    return Objects.requireNonNull(questions.get(kind));
  }

  private List<Turn> turns(List<Peer> peers) {
    List<Turn> turns = new ArrayList<>();
    for (Kind kind : questions.keySet()) {
      for (int clients : options.clients) {
        List<Peer> order = new ArrayList<>(peers);
        Collections.shuffle(order, random);
        order.forEach(peer -> turns.add(new Turn(peer, kind, clients)));
      }
    }
    return turns;
  }

  private Window window(Turn turn, long beforeNanos, long nanos) throws IOException {
    List<byte[]> all = of(turn.kind).stream().map(turn.peer::asked).toList();
    Traffic traffic =
        new Traffic(new Prepared(all), () -> random.nextInt(all.size()), QueryPart::isRight, 1);
    List<Long> times = new ArrayList<>();
    InetSocketAddress address =
        new InetSocketAddress(turn.peer.url().getHost(), turn.peer.url().getPort());
    try (HttpLoad load = new HttpLoad(address, turn.clients, traffic, times::add)) {
      load.run(beforeNanos);
      times.clear();
      long cpu = turn.peer.cpuNanos().getAsLong();
      load.run(nanos);
      cpu = turn.peer.cpuNanos().getAsLong() - cpu;
      load.drain();
      return new Window(times, cpu);
    }
  }

  static boolean isRight(int status, byte[] bytes, int from, int to, int number) {
    int last = Math.min(to - RESULTS.length, from + MOST_BEFORE_RESULTS);
    for (int i = from; i <= last; i++) {
      if (Arrays.equals(bytes, i, i + RESULTS.length, RESULTS, 0, RESULTS.length)) {
        return status == 200;
      }
    }
    return false;
  }

  /** As people read it. */
  static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
