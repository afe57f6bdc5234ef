// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import porthole.storage.api.engine.WriteBatch;

/**
 * Puts a batch into the form that RocksDB itself keeps it in, so that one call into native code
 * hands it over and not one for each key: docs/formats/rocksdb-batch.md.
 */
final class BatchBytes {
  private static final int HEADER_BYTES = 12;
  private static final byte DELETE = 0;
  private static final byte PUT = 1;
  private static final int SEVEN_BITS = 0x7f;

  private BatchBytes() {}

  /**
   * The whole batch, without its conditions.
   *
   * @throws ArithmeticException when it comes to 2 GB or more
   */
  static byte[] of(WriteBatch batch) {
    List<WriteBatch.Write> writes = batch.writes();
    ByteBuffer bytes = ByteBuffer.allocate(size(writes)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(0).putInt(writes.size());
    for (WriteBatch.Write write : writes) {
      byte[] value = write.value();
      bytes.put(value == null ? DELETE : PUT);
      put(bytes, write.key());
      if (value != null) {
        put(bytes, value);
      }
    }
    return bytes.array();
  }

  private static int size(List<WriteBatch.Write> writes) {
    long size = HEADER_BYTES;
    for (WriteBatch.Write write : writes) {
      byte[] value = write.value();
      size += 1 + size(write.key()) + (value == null ? 0 : size(value));
    }
    return Math.toIntExact(size);
  }

  private static long size(byte[] text) {
    int length = 1;
    for (int rest = text.length; rest > SEVEN_BITS; rest >>>= 7) {
      length++;
    }
    return length + (long) text.length;
  }

  private static void put(ByteBuffer bytes, byte[] text) {
    int rest = text.length;
    while (rest > SEVEN_BITS) {
      bytes.put((byte) (rest | ~SEVEN_BITS));
      rest >>>= 7;
    }
    bytes.put((byte) rest).put(text);
  }
}
