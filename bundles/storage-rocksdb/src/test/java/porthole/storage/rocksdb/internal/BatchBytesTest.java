// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import porthole.storage.api.engine.WriteBatch;

class BatchBytesTest {

  @BeforeAll
  static void load() {
    RocksDB.loadLibrary();
  }

  // Lengths on both sides of each step in how a length is written.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152})
  void theBytesAreThoseThatTheLibraryMakes(int length) throws RocksDBException {
    byte[] key = new byte[Math.max(1, length / 2)];
    byte[] value = new byte[length];
    key[0] = 7;
    WriteBatch batch = new WriteBatch().put(key, value).delete(key).put(new byte[] {1}, value);
    try (org.rocksdb.WriteBatch expected = new org.rocksdb.WriteBatch()) {
      expected.put(key, value);
      expected.delete(key);
      expected.put(new byte[] {1}, value);
      assertThat(BatchBytes.of(batch)).isEqualTo(expected.data());
    }
  }
}
