// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import porthole.benchmarks.harness.Clock;

/**
 * Keeps so many clients busy, each with one request at a time, from one thread; every answer is
 * checked.
 */
public final class HttpLoad implements AutoCloseable {
  private static final long SELECT_MILLIS = 20_000;

  private final Selector selector;
  private final Inflation inflation = new Inflation();
  private final List<Connection> connections = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
  private final int operations;
  private final LongConsumer answered;

  /** Connects. */
  public HttpLoad(InetSocketAddress address, int clients, Traffic traffic) throws IOException {
    this(address, clients, traffic, nanos -> {});
  }

  /**
   * Connects.
   *
   * @param answered told of each answer how many nanoseconds after its request it came
   */
  public HttpLoad(InetSocketAddress address, int clients, Traffic traffic, LongConsumer answered)
      throws IOException {
    this.answered = answered;
    selector = Selector.open();
    operations = traffic.operations();
    for (int i = 0; i < clients; i++) {
      connections.add(new Connection(address, selector, traffic, inflation));
    }
  }

  /**
   * Goes on for so long; requests are outstanding when it returns.
   *
   * @return how many operations were answered meanwhile
   */
  public long run(long nanos) throws IOException {
    long deadline = Clock.nanos() + nanos;
    for (Connection connection : connections) {
      if (!connection.busy()) {
        connection.send();
      }
    }
    long answers = 0;
    do {
      answers += turn(true);
    } while (Clock.nanos() < deadline);
    return answers * operations;
  }

  /** Waits for what is outstanding. */
  public void drain() throws IOException {
    while (connections.stream().anyMatch(Connection::busy)) {
      turn(false);
    }
  }

  private int turn(boolean goOn) throws IOException {
    if (selector.select(SELECT_MILLIS) == 0) {
      throw new IOException("No answer within " + SELECT_MILLIS + " ms.");
    }
    int answers = 0;
    for (SelectionKey key : selector.selectedKeys()) {
      Connection connection = (Connection) key.attachment();
      if (key.isWritable()) {
        connection.write();
      }
      if (key.isReadable() && connection.read(buffer)) {
        answers++;
        answered.accept(Clock.nanos() - connection.sentAt());
        if (goOn) {
          connection.send();
        }
      }
    }
    selector.selectedKeys().clear();
    return answers;
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.close();
    }
    selector.close();
    inflation.close();
  }
}
