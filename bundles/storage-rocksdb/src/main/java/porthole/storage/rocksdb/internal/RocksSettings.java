// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

/**
 * What may be set about the engine.
 *
 * @param blockCacheBytes memory for blocks read, shared by all environments
 * @param writeBuffersBytes memory for writes not yet in table files, shared by all environments and
 *     counted within the block cache
 * @param writeBufferBytes of one environment; its write-ahead log grows to about this size before
 *     it begins anew
 * @param backgroundThreads for compaction, shared by all environments
 * @param backgroundBytesPerSecond that flushes and compactions may write, all environments
 *     together; 0 for no limit
 * @param maxOpenFiles of one environment
 */
public record RocksSettings(
    long blockCacheBytes,
    long writeBuffersBytes,
    long writeBufferBytes,
    int backgroundThreads,
    long backgroundBytesPerSecond,
    int maxOpenFiles) {
  private static final long LEAST_BYTES_PER_SECOND = 1 << 20;

  /** Refuses what is too little to work with. */
  public RocksSettings {
    atLeast("blockCache.bytes", blockCacheBytes, 1 << 20);
    atLeast("writeBuffers.bytes", writeBuffersBytes, 1 << 20);
    atLeast("writeBuffer.bytes", writeBufferBytes, 1 << 16);
    atLeast("backgroundThreads", backgroundThreads, 1);
    if (backgroundBytesPerSecond != 0) {
      atLeast("background.bytesPerSecond", backgroundBytesPerSecond, LEAST_BYTES_PER_SECOND);
    }
    atLeast("maxOpenFiles", maxOpenFiles, 16);
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "porthole.storage.rocksdb: " + name + " is " + value + "; it must be at least " + least);
    }
  }
}
