// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The physical layout of RocksDB's write-ahead log: blocks of 32 KiB, in each of them fragments of
 * records one after the other, the rest of a block zero when it is too short for another fragment's
 * header.
 *
 * <p>A fragment is a checksum (4 bytes), its length (2), its type (1) and its bytes; numbers are
 * little-endian. The checksum is a masked CRC-32C of the type and the bytes.
 */
final class WalBlocks {
  static final int BLOCK_BYTES = 32 << 10;
  static final int HEADER_BYTES = 7;

  private static final int MASK_DELTA = 0xa282ead8;
  private static final int FULL = 1;
  private static final int FIRST = 2;
  private static final int LAST = 4;
  private static final int UNSIGNED_SHORT = 0xffff;
  private static final int UNSIGNED_BYTE = 0xff;

  /**
   * A fragment whose checksum is right.
   *
   * @param end the offset behind it in its block
   */
  record Fragment(int type, ByteBuffer bytes, int end) {

    boolean beginsARecord() {
      return type == FULL || type == FIRST;
    }

    boolean endsARecord() {
      return type == FULL || type == LAST;
    }
  }

  private final CRC32C crc = new CRC32C();

  /** The fragment at an offset of a block, or null when there is none that is whole. */
  @Nullable Fragment at(ByteBuffer block, int offset) {
    if (block.limit() - offset < HEADER_BYTES) {
      return null;
    }
    ByteBuffer header = block.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int stored = header.getInt(offset);
    int length = length(header, offset);
    int type = header.get(offset + HEADER_BYTES - 1) & UNSIGNED_BYTE;
    int end = offset + HEADER_BYTES + length;
    if (type < FULL || type > LAST || end > block.limit()) {
      return null;
    }
    crc.reset();
    crc.update(header.duplicate().limit(end).position(offset + HEADER_BYTES - 1));
    if (stored != masked((int) crc.getValue())) {
      return null;
    }
    return new Fragment(type, block.slice(offset + HEADER_BYTES, length), end);
  }

  private static int length(ByteBuffer littleEndian, int offset) {
    return littleEndian.getShort(offset + Integer.BYTES) & UNSIGNED_SHORT;
  }

  /** Whether the file, of which this is the last block, ends within the fragment there. */
  static boolean isCut(ByteBuffer block, int offset) {
    int left = block.limit() - offset - HEADER_BYTES;
    return block.limit() < BLOCK_BYTES
        && (left < 0 || length(block.duplicate().order(ByteOrder.LITTLE_ENDIAN), offset) > left);
  }

  private static int masked(int crc) {
    return Integer.rotateRight(crc, 15) + MASK_DELTA;
  }

  /** Whether there are only zeros from an offset to the end of a block. */
  static boolean isZero(ByteBuffer block, int offset) {
    for (int i = offset; i < block.limit(); i++) {
      if (block.get(i) != 0) {
        return false;
      }
    }
    return true;
  }
}
