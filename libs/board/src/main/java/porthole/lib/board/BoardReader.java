// SPDX-License-Identifier: Apache-2.0
package porthole.lib.board;

import static porthole.lib.board.BoardFormatV1.LONG;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import porthole.introspection.api.ThreadActivityDTO;

/**
 * Reads a board, in the process that writes it or in another.
 *
 * <p>Nothing read is trusted: lengths and indices beyond their bounds are cut to them.
 */
public final class BoardReader {
  private static final int ATTEMPTS = 100;

  private final ByteBuffer board;
  private final LongSupplier monotonicNanos;
  private final BoardFormatV1.Geometry geometry;

  /** A reader of a board whose header has been checked. */
  public BoardReader(ByteBuffer board, LongSupplier monotonicNanos) {
    this.board = board;
    this.monotonicNanos = monotonicNanos;
    this.geometry =
        new BoardFormatV1.Geometry(
            board.getInt(BoardFormatV1.HEADER_NAME_COUNT),
            board.getInt(BoardFormatV1.HEADER_SLOT_COUNT));
  }

  /** The threads in those slots that {@code wanted} accepts and that were ever taken. */
  public List<ThreadActivityDTO> read(IntPredicate wanted) {
    List<ThreadActivityDTO> threads = new ArrayList<>();
    byte[] copy = new byte[BoardFormatV1.SLOT_SIZE];
    SlotDecoder decoder = new SlotDecoder(board, geometry, copy);
    for (int slot = 0; slot < geometry.slots(); slot++) {
      if (!wanted.test(slot)) {
        continue;
      }
      boolean whole = copy(geometry.slotOffset(slot), copy);
      ThreadActivityDTO thread = decoder.decode(monotonicNanos.getAsLong());
      if (thread.threadId != 0) {
        thread.torn = !whole;
        threads.add(thread);
      }
    }
    return threads;
  }

  /** Copies a slot; false when it changed each time. */
  private boolean copy(int offset, byte[] target) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long before = (long) LONG.getAcquire(board, offset + BoardFormatV1.SLOT_SEQUENCE);
      board.get(offset, target, 0, target.length);
      VarHandle.loadLoadFence();
      long after = (long) LONG.getOpaque(board, offset + BoardFormatV1.SLOT_SEQUENCE);
      if (before == after && (before & 1) == 0) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }
}
