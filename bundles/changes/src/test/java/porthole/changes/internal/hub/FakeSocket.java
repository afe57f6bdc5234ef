// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.hub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A socket whose other side reads when the test says so. */
final class FakeSocket implements Socket {
  final List<String> read = new ArrayList<>();
  final List<Goodbye> goodbyes = new ArrayList<>();
  int pings;
  boolean aborted;

  private final Deque<Consumer<Boolean>> underWay = new ArrayDeque<>();
  private boolean stalled;

  @Override
  public void send(String text, Consumer<Boolean> sent) {
    read.add(text);
    if (stalled) {
      underWay.add(sent);
    } else {
      sent.accept(true);
    }
  }

  /** From now on the network takes nothing. */
  void stall() {
    stalled = true;
  }

  /** The network takes what is under way, and all that comes. */
  void goOn() {
    stalled = false;
    while (!underWay.isEmpty()) {
      underWay.remove().accept(true);
    }
  }

  /** All messages, without the frames they came in. */
  String all() {
    return String.join("", read);
  }

  @Override
  public void ping() {
    pings++;
  }

  @Override
  public void close(Goodbye goodbye) {
    goodbyes.add(goodbye);
  }

  @Override
  public void abort() {
    aborted = true;
  }
}
