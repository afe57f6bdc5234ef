// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import porthole.benchmarks.harness.Clock;
import porthole.benchmarks.load.HttpLoad;
import porthole.benchmarks.load.Template;
import porthole.benchmarks.load.Traffic;
import porthole.benchmarks.storage.peer.Answers;
import porthole.benchmarks.storage.peer.Documents;
import porthole.benchmarks.usage.NativeUsage;

/** Whatever answers Porthole's routes for documents over HTTP. */
final class HttpPeer implements Peer {
  /** Reads are of the first documents that were written, so many of them. */
  static final int READ_FROM = 20_000;

  private static final long SEED = 20_261_122;

  /** A server that was started. */
  interface Server extends AutoCloseable {
    URI url();

    /** As {@link Peer#cpuNanos}. */
    long cpuNanos();

    @Override
    void close() throws IOException;
  }

  /**
   * What of its answers goes by the request; the others are constant.
   *
   * @param takesReads whether it answers them at all
   */
  record Style(boolean takesReads, boolean singles, boolean batches, boolean reads) {}

  private static final String FIRST = Template.mark(0);
  private static final String FIRST_ID = Documents.id(FIRST);

  private final String name;
  private final Server server;
  private final Style style;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private int written;

  HttpPeer(String name, Server server, Style style) {
    this.name = name;
    this.server = server;
    this.style = style;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean takes(Work work) {
    return style.takesReads || work.kind() != Work.Kind.GET;
  }

  @Override
  public long cpuNanos() {
    return server.cpuNanos();
  }

  @Override
  public Window measure(Work work, long warmUpNanos, long nanos) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(server.url().getHost(), server.url().getPort());
    try (HttpLoad load = new HttpLoad(address, work.clients(), traffic(work))) {
      load.run(warmUpNanos);
      long peerCpu = cpuNanos();
      long clientCpu = NativeUsage.processNanos();
      long begin = Clock.nanos();
      long operations = load.run(nanos);
      long end = Clock.nanos();
      clientCpu = NativeUsage.processNanos() - clientCpu;
      peerCpu = cpuNanos() - peerCpu;
      load.drain();
      return new Window(operations, end - begin, peerCpu, clientCpu);
    }
  }

  private Traffic traffic(Work work) {
    IntSupplier numbers =
        work.kind() == Work.Kind.GET
            ? () -> random.nextInt(Math.min(written, READ_FROM))
            : () -> (written += work.documents()) - work.documents();
    return new Traffic(request(work), numbers, check(work), work.documents());
  }

  private Template request(Work work) {
    String number = Template.mark(0);
    return switch (work.kind()) {
      case PUT -> request("PUT", "docs?id=" + Documents.idInUrl(number), Documents.whole(number));
      case BATCH -> request("POST", "bulk_docs", Documents.batch(work.documents()));
      case GET -> request("GET", "docs?&id=" + Documents.idInUrl(number), "");
    };
  }

  private Template request(String method, String path, String body) {
    String entity =
        body.isEmpty()
            ? ""
            : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n";
    return new Template(
        method
            + " /databases/bench/"
            + path
            + " HTTP/1.1\r\nHost: "
            + server.url().getAuthority()
            + "\r\nAccept-Encoding: gzip\r\n"
            + entity
            + "\r\n"
            + body);
  }

  private Traffic.Check check(Work work) {
    return switch (work.kind()) {
      case PUT -> style.singles ? Checks.stored() : Checks.constant(201, Answers.stored(FIRST_ID));
      case BATCH ->
          style.batches
              ? Checks.stored(work.documents())
              : Checks.constant(201, Answers.batch(work.documents()));
      case GET -> style.reads ? Checks.found() : Checks.constant(200, Answers.found(FIRST));
    };
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
