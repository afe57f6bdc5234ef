// SPDX-License-Identifier: Apache-2.0
package porthole.lib.board;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Layout of an activity board, version 1: see docs/formats/activity-board.md.
 *
 * <p>All numbers are little-endian. Every offset is in bytes; every field lies at a multiple of its
 * own size.
 */
public final class BoardFormatV1 {

  /** "PHBOARD1" as its bytes stand in the file. */
  public static final long MAGIC = 0x314452414F424850L;

  public static final int VERSION = 1;

  // The header. Up to HEADER_CHECKSUM it never changes once the board is live.
  public static final int HEADER_SIZE = 4096;
  public static final int HEADER_MAGIC = 0;
  public static final int HEADER_VERSION = 8;
  public static final int HEADER_LENGTH = 12;
  public static final int HEADER_FILE_SIZE = 16;
  public static final int HEADER_PID = 24;
  public static final int HEADER_PROCESS_START = 32;
  public static final int HEADER_ANCHOR_WALL = 40;
  public static final int HEADER_ANCHOR_MONOTONIC = 48;
  public static final int HEADER_NAMES_OFFSET = 56;
  public static final int HEADER_NAME_COUNT = 60;
  public static final int HEADER_NAME_SIZE = 64;
  public static final int HEADER_SLOTS_OFFSET = 68;
  public static final int HEADER_SLOT_COUNT = 72;
  public static final int HEADER_SLOT_SIZE = 76;
  public static final int HEADER_ACTIVITIES_OFFSET = 80;
  public static final int HEADER_ACTIVITY_COUNT = 84;
  public static final int HEADER_ACTIVITY_SIZE = 88;
  public static final int HEADER_CHECKSUM = 92;
  public static final int HEADER_STATE = 128;
  public static final int HEADER_THREADS_OVERFLOWED = 136;
  public static final int HEADER_NAMES_OVERFLOWED = 144;

  public static final long STATE_LIVE = 1;
  public static final long STATE_CLOSED = 2;

  // The names of jobs and databases. A length of 0 says that the entry is not written yet.
  public static final int NAME_SIZE = 256;
  public static final int NAME_LENGTH_PLUS_ONE = 0;
  public static final int NAME_BYTES = 4;
  public static final int NAME_BYTES_MAX = NAME_SIZE - NAME_BYTES;

  /** The name that found no room. */
  public static final int NAME_UNKNOWN = 0;

  /** The empty name. */
  public static final int NAME_EMPTY = 1;

  // A thread's slot.
  public static final int SLOT_SEQUENCE = 0;
  public static final int SLOT_THREAD_ID = 8;
  public static final int SLOT_OS_THREAD_ID = 16;
  public static final int SLOT_JAVA_THREAD = 24;
  public static final int SLOT_DEPTH = 32;
  public static final int SLOT_NAME_LENGTH = 36;
  public static final int SLOT_NAME = 40;
  public static final int SLOT_ACTIVITIES = 128;
  public static final int SLOT_NAME_MAX = SLOT_ACTIVITIES - SLOT_NAME;

  // An activity in a slot.
  public static final int ACTIVITY_KIND = 0;
  public static final int ACTIVITY_JOB = 4;
  public static final int ACTIVITY_DATABASE = 8;
  public static final int ACTIVITY_DETAIL_LENGTH = 12;
  public static final int ACTIVITY_REQUEST = 16;
  public static final int ACTIVITY_STARTED_WALL = 24;
  public static final int ACTIVITY_STARTED_MONOTONIC = 32;
  public static final int ACTIVITY_COUNT = 40;
  public static final int ACTIVITY_DETAIL = 48;
  public static final int ACTIVITY_SIZE = 192;
  public static final int ACTIVITY_DETAIL_MAX = ACTIVITY_SIZE - ACTIVITY_DETAIL;

  /** How deep activities nest. */
  public static final int MAX_DEPTH = 6;

  public static final int SLOT_SIZE = SLOT_ACTIVITIES + MAX_DEPTH * ACTIVITY_SIZE;

  /** Ordered access to the eight-byte fields of a board. */
  public static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Ordered access to the four-byte fields of a board. */
  public static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** How the name of a board's file begins; the process id and more follow. */
  public static final String FILE_PREFIX = "porthole-board-";

  /** How it ends. */
  public static final String FILE_SUFFIX = ".phb";

  private BoardFormatV1() {}

  /** The checksum over the header's fields that belongs in {@link #HEADER_CHECKSUM}. */
  public static int headerChecksum(ByteBuffer board) {
    CRC32C checksum = new CRC32C();
    checksum.update(board.slice(0, HEADER_CHECKSUM));
    return (int) checksum.getValue();
  }

  /**
   * Where the parts of a board with so many names and slots lie.
   *
   * @param names how many names it can hold, at least 2
   * @param slots how many threads it can hold, at least 1
   */
  public record Geometry(int names, int slots) {

    /** Where the first name is. */
    public int namesOffset() {
      return HEADER_SIZE;
    }

    /** Where the first slot is. */
    public int slotsOffset() {
      return HEADER_SIZE + names * NAME_SIZE;
    }

    /** Where that slot is. */
    public int slotOffset(int slot) {
      return slotsOffset() + slot * SLOT_SIZE;
    }

    /** How long the whole file is. */
    public int fileSize() {
      return Math.addExact(slotsOffset(), Math.multiplyExact(slots, SLOT_SIZE));
    }
  }
}
