// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.board;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import porthole.lib.board.BoardFormatV1;

/**
 * Which thread has which slot.
 *
 * <p>A slot is handed on once its thread has ended. While the board is full the slots are searched
 * at most once a second, so that threads without one pay next to nothing.
 */
final class SlotTable {
  private static final long SEARCH_INTERVAL_NANOS = 1_000_000_000L;

  private final ByteBuffer buffer;
  private final BoardFormatV1.Geometry geometry;
  private final LongSupplier monotonicNanos;
  private final AtomicReferenceArray<@Nullable ThreadSlot> slots;
  private final AtomicInteger cursor = new AtomicInteger();
  private final AtomicLong fullSince;

  SlotTable(ByteBuffer buffer, BoardFormatV1.Geometry geometry, LongSupplier monotonicNanos) {
    this.buffer = buffer;
    this.geometry = geometry;
    this.monotonicNanos = monotonicNanos;
    this.slots = new AtomicReferenceArray<>(geometry.slots());
    this.fullSince = new AtomicLong(monotonicNanos.getAsLong() - SEARCH_INTERVAL_NANOS);
  }

  /** A slot for {@code thread}, or null when all belong to threads that live. */
  @Nullable ThreadSlot take(Thread thread) {
    long now = monotonicNanos.getAsLong();
    if (now - fullSince.get() < SEARCH_INTERVAL_NANOS) {
      return null;
    }
    int count = slots.length();
    int first = cursor.get();
    for (int i = 0; i < count; i++) {
      int index = (first + i) % count;
      @Nullable ThreadSlot present = slots.get(index);
      if (present != null && present.ownerIsAlive()) {
        continue;
      }
      ThreadSlot mine = new ThreadSlot(buffer, geometry.slotOffset(index), thread);
      if (slots.compareAndSet(index, present, mine)) {
        cursor.set((index + 1) % count);
        return mine;
      }
    }
    fullSince.set(now);
    return null;
  }

  /** Whether the slot at {@code index} belongs to a thread that lives. */
  boolean isLive(int index) {
    @Nullable ThreadSlot slot = slots.get(index);
    return slot != null && slot.ownerIsAlive();
  }
}
