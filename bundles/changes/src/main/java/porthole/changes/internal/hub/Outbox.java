// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.hub;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import porthole.changes.internal.wire.Messages;

/** What waits to be sent over one connection, the oldest first, up to a bound. Not thread-safe. */
final class Outbox {
  private static final int FRAME_CHARS = 64 * 1024;
  // A message is a string of its own: its object, its array and its place in the queue.
  private static final int MESSAGE_OVERHEAD_BYTES = 64;

  private final QueueMemory memory;
  private final Queue<String> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean cacheChanged;

  Outbox(QueueMemory memory) {
    this.memory = memory;
  }

  /** Queues a message; false when it does not fit. */
  boolean offer(String message) {
    long size = size(message);
    if (!memory.take(bytes, size)) {
      return false;
    }
    bytes += size;
    waiting.add(message);
    return true;
  }

  /** Has a cache change sent with the next frame; any number of them before that are one. */
  void offerCacheChange() {
    cacheChanged = true;
  }

  /** Takes as many messages as go into one frame; null when none waits. */
  @Nullable String nextFrame() {
    if (waiting.isEmpty() && !cacheChanged) {
      return null;
    }
    StringBuilder frame = new StringBuilder();
    while (!waiting.isEmpty() && (frame.isEmpty() || fits(frame))) {
      append(frame, take());
    }
    if (cacheChanged) {
      cacheChanged = false;
      append(frame, Messages.CACHE_CHANGE);
    }
    return frame.append(']').toString();
  }

  private boolean fits(StringBuilder frame) {
    String next = waiting.element();
    return frame.length() + next.length() < FRAME_CHARS;
  }

  private String take() {
    String message = waiting.remove();
    long size = size(message);
    bytes -= size;
    memory.giveBack(size);
    return message;
  }

  private static void append(StringBuilder frame, String message) {
    frame.append(frame.isEmpty() ? '[' : ',').append(message);
  }

  private static long size(String message) {
    return message.length() + (long) MESSAGE_OVERHEAD_BYTES;
  }

  /** Drops all that waits. */
  void clear() {
    memory.giveBack(bytes);
    bytes = 0;
    waiting.clear();
    cacheChanged = false;
  }

  int messages() {
    return waiting.size();
  }

  long bytes() {
    return bytes;
  }
}
