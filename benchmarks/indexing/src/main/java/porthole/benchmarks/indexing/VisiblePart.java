// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import porthole.benchmarks.harness.Clock;
import porthole.benchmarks.harness.Statistics;
import porthole.benchmarks.indexing.peer.Question;
import porthole.benchmarks.indexing.peer.Question.Kind;
import porthole.benchmarks.load.HttpLoad;
import porthole.benchmarks.load.Requests;
import porthole.benchmarks.load.Template;
import porthole.benchmarks.load.Traffic;

/**
 * How long after the acknowledgement of a write a query finds it: one client writes a city and asks
 * at once for one of its name, by a query that waits until it sees all that was written before.
 */
final class VisiblePart {
  private static final int WRITERS = 4;
  private static final long BEFORE_WINDOW_NANOS = 500_000_000;
  private static final long SLICE_NANOS = 100_000_000;

  /**
   * What came out.
   *
   * @param writes a second, of others, meanwhile
   */
  record Sample(String peer, boolean loaded, int round, Statistics nanos, double writes) {}

  private final Options options;
  private int next;

  VisiblePart(Options options) {
    this.options = options;
  }

  List<Sample> run(List<Peer> peers, Places places)
      throws IOException, InterruptedException, ExecutionException {
    List<Sample> samples = new ArrayList<>();
    // The first round is for what is compiled to be compiled.
    for (int round = 0; round <= options.rounds; round++) {
      places.say("visibility, round " + round + " of " + options.rounds + " ...");
      for (Peer peer : peers) {
        samples.add(alone(peer, round));
        samples.add(loaded(peer, round));
      }
    }
    samples.removeIf(sample -> sample.round() == 0);
    return samples;
  }

  private Sample alone(Peer peer, int round) throws IOException {
    return new Sample(peer.name(), false, round, measure(peer), 0);
  }

  private Sample loaded(Peer peer, int round)
      throws IOException, InterruptedException, ExecutionException {
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Callable<Double> writing = () -> write(peer, over);
      Future<Double> writes = thread.submit(writing);
      Statistics nanos = measure(peer);
      over.set(true);
      return new Sample(peer.name(), true, round, nanos, writes.get());
    } finally {
      over.set(true);
      thread.shutdown();
    }
  }

  /** Writes until that is over; how many a second. */
  private static double write(Peer peer, AtomicBoolean over) throws IOException {
    Template put = new Template(peer.request("PUT", path(peer, "load-" + mark()), city("load")));
    int[] number = {0};
    Traffic traffic =
        new Traffic(
            put, () -> number[0]++ % 20_000, (status, bytes, from, to, at) -> status == 201, 1);
    try (HttpLoad load = new HttpLoad(address(peer), WRITERS, traffic)) {
      long begin = Clock.nanos();
      long writes = 0;
      while (!over.get()) {
        writes += load.run(SLICE_NANOS);
      }
      double seconds = (Clock.nanos() - begin) / 1e9;
      load.drain();
      return writes / seconds;
    }
  }

  private Statistics measure(Peer peer) throws IOException {
    Alternating requests = new Alternating(peer);
    List<Long> nanos = new ArrayList<>();
    Traffic traffic = new Traffic(requests, () -> next++, requests::isRight, 1);
    next += next % 2;
    int[] answered = {0};
    try (HttpLoad load =
        new HttpLoad(
            address(peer),
            1,
            traffic,
            time -> {
              if (answered[0]++ % 2 == 1) {
                nanos.add(time);
              }
            })) {
      load.run(BEFORE_WINDOW_NANOS);
      nanos.clear();
      load.run((long) (options.windowSeconds * 1e9));
      load.drain();
    }
    return Statistics.of(nanos);
  }

  /** A write of an even number, and the query for it of the odd one after. */
  private static final class Alternating implements Requests {
    private final Template write;
    private final byte[] query;
    private final Peer peer;

    Alternating(Peer peer) {
      this.peer = peer;
      write = new Template(peer.request("PUT", path(peer, "seen"), city("seen " + mark())));
      query = query(0);
    }

    private byte[] query(int number) {
      JsonObject parameters = new JsonObject();
      parameters.addProperty("name", name(number));
      parameters.addProperty("Fresh", true);
      return peer.asked(new Question(Kind.TERM, parameters));
    }

    private static String name(int number) {
      return String.format(Locale.ROOT, "seen %08d", number);
    }

    @Override
    public int longest() {
      return Math.max(write.longest(), query.length);
    }

    @Override
    public int write(int number, byte[] to) {
      if (number % 2 == 0) {
        return write.write(number, to);
      }
      byte[] asked = query(number - 1);
      System.arraycopy(asked, 0, to, 0, asked.length);
      return asked.length;
    }

    boolean isRight(int status, byte[] bytes, int from, int to, int number) {
      return number % 2 == 0
          ? status == 201
          : status == 200 && new String(bytes, from, to - from, UTF_8).contains(name(number - 1));
    }
  }

  private static String mark() {
    return Template.mark(0);
  }

  private static InetSocketAddress address(Peer peer) {
    return new InetSocketAddress(peer.url().getHost(), peer.url().getPort());
  }

  private static String path(Peer peer, String id) {
    return peer.name().equals(Peer.PORTHOLE) ? "/databases/cities/docs?id=" + id : "/" + id;
  }

  private static String city(String name) {
    String json =
        "{\"Name\":\""
            + name
            + "\",\"Country\":\"XX\",\"Region\":\"Nowhere\","
            + "\"Location\":{\"Latitude\":1.5,\"Longitude\":-1.5},"
            + "\"@metadata\":{\"@collection\":\"Cities\"}}";
    return new String(json.getBytes(UTF_8), ISO_8859_1);
  }
}
