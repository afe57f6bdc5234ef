// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import porthole.benchmarks.harness.Clock;

/** One client: sends a request, reads its answer, and so on. For the load's thread. */
final class Connection implements AutoCloseable {
  private final SocketChannel channel;
  private final SelectionKey key;
  private final Traffic traffic;
  private final Inflation inflation;
  private final byte[] request;
  private final ByteBuffer outgoing;
  private final ResponseParser parser = new ResponseParser();
  private int number;
  private boolean busy;
  private long sentAt;

  Connection(InetSocketAddress address, Selector selector, Traffic traffic, Inflation inflation)
      throws IOException {
    this.traffic = traffic;
    this.inflation = inflation;
    request = new byte[traffic.requests().longest()];
    outgoing = ByteBuffer.allocateDirect(request.length);
    channel = SocketChannel.open(address);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Whether an answer is outstanding. */
  boolean busy() {
    return busy;
  }

  /** When the last request was sent, by {@link Clock#nanos}. */
  long sentAt() {
    return sentAt;
  }

  /** Sends the next request. */
  void send() throws IOException {
    number = traffic.numbers().getAsInt();
    int length = traffic.requests().write(number, request);
    outgoing.clear().put(request, 0, length).flip();
    busy = true;
    sentAt = Clock.nanos();
    write();
  }

  /** Goes on sending where the socket took only a part. */
  void write() throws IOException {
    channel.write(outgoing);
    int wanted =
        outgoing.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ;
    if (key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  /**
   * Reads what has come; says whether that ends an answer.
   *
   * @throws IOException also when the answer is not right
   */
  boolean read(ByteBuffer buffer) throws IOException {
    buffer.clear();
    if (channel.read(buffer) < 0) {
      throw new EOFException("The server closed a connection. Last: " + parser.text());
    }
    if (!parser.take(buffer.flip())) {
      return false;
    }
    check();
    parser.reset();
    busy = false;
    return true;
  }

  private void check() throws IOException {
    byte[] bytes = parser.array();
    int from = parser.bodyStart();
    int to = parser.bodyEnd();
    if (parser.compressed()) {
      to = inflation.inflate(bytes, from, to);
      bytes = inflation.bytes();
      from = 0;
    }
    if (!traffic.check().isRight(parser.status(), bytes, from, to, number)) {
      throw new IOException("A wrong answer to request " + number + ": " + parser.text());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
