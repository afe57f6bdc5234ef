// SPDX-License-Identifier: Apache-2.0
package porthole.lib.board;

import static porthole.lib.board.BoardFormatV1.LONG;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.LongSupplier;
import porthole.introspection.api.ThreadActivityDTO;

/**
 * A board that belongs to another process, or that one left behind. Only ever reads.
 *
 * <p>Which of its threads still live is for the caller to find out: the slot of a thread that ended
 * stays until another takes it.
 */
public final class OfflineBoard {
  private final ByteBuffer board;
  private final BoardReader reader;

  private OfflineBoard(ByteBuffer board, LongSupplier monotonicNanos) {
    this.board = board;
    this.reader = new BoardReader(board, monotonicNanos);
  }

  /**
   * Maps the board in {@code file}.
   *
   * @param monotonicNanos the clock of {@code System.nanoTime()}, which processes of one Linux
   *     machine share
   * @throws IOException when it cannot be read or is no whole board of version 1
   */
  public static OfflineBoard open(Path file, LongSupplier monotonicNanos) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() < BoardFormatV1.HEADER_SIZE || channel.size() > Integer.MAX_VALUE) {
        throw new IOException(
            file + " is no activity board: its size is " + channel.size() + " bytes.");
      }
      ByteBuffer board =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN);
      checkHeader(file, board);
      return new OfflineBoard(board, monotonicNanos);
    }
  }

  private static void checkHeader(Path file, ByteBuffer board) throws IOException {
    expect(file, "magic", BoardFormatV1.MAGIC, board.getLong(BoardFormatV1.HEADER_MAGIC));
    expect(file, "version", BoardFormatV1.VERSION, board.getInt(BoardFormatV1.HEADER_VERSION));
    expect(
        file,
        "header checksum",
        BoardFormatV1.headerChecksum(board),
        board.getInt(BoardFormatV1.HEADER_CHECKSUM));
    expect(file, "size", board.getLong(BoardFormatV1.HEADER_FILE_SIZE), board.capacity());
    long names = board.getInt(BoardFormatV1.HEADER_NAME_COUNT);
    long slots = board.getInt(BoardFormatV1.HEADER_SLOT_COUNT);
    long layout =
        BoardFormatV1.HEADER_SIZE
            + Math.max(2, names) * BoardFormatV1.NAME_SIZE
            + Math.max(1, slots) * BoardFormatV1.SLOT_SIZE;
    expect(file, "layout", layout, board.capacity());
  }

  private static void expect(Path file, String what, long expected, long actual)
      throws IOException {
    if (expected != actual) {
      throw new IOException(
          file
              + " is no activity board of version "
              + BoardFormatV1.VERSION
              + ": its "
              + what
              + " is "
              + actual
              + ", expected "
              + expected
              + ".");
    }
  }

  /** The process that writes it, or wrote it. */
  public long pid() {
    return board.getLong(BoardFormatV1.HEADER_PID);
  }

  /** Whether its writer has not said goodbye; it may have been killed all the same. */
  public boolean live() {
    return (long) LONG.getAcquire(board, BoardFormatV1.HEADER_STATE) == BoardFormatV1.STATE_LIVE;
  }

  /** Every thread that has, or last had, a slot. */
  public List<ThreadActivityDTO> read() {
    return reader.read(slot -> true);
  }
}
