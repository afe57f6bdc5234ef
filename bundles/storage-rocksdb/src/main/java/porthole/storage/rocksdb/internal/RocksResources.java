// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.Env;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.Priority;
import org.rocksdb.RateLimiter;
import org.rocksdb.RocksDB;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * The native memory and threads that all environments share. Closed after the last of them; RocksDB
 * counts its own references to the cache and the write buffers.
 */
final class RocksResources implements AutoCloseable {
  private static final long ARENA_BLOCK_BYTES = 64 << 10;
  private static final long MANIFEST_STEP_BYTES = 64 << 10;
  private static final long INFO_LOG_BYTES = 1 << 20;
  private static final long INFO_LOGS_KEPT = 3;
  private static final double FILTER_BITS_PER_KEY = 10;

  private final RocksSettings settings;
  private final Cache blockCache;
  private final WriteBufferManager writeBuffers;
  private final @Nullable RateLimiter limiter;
  private final BloomFilter filter;
  private final WriteOptions synced;

  RocksResources(RocksSettings settings) {
    RocksDB.loadLibrary();
    this.settings = settings;
    blockCache = new LRUCache(settings.blockCacheBytes());
    writeBuffers = new WriteBufferManager(settings.writeBuffersBytes(), blockCache);
    long bytesPerSecond = settings.backgroundBytesPerSecond();
    limiter = bytesPerSecond == 0 ? null : new RateLimiter(bytesPerSecond);
    filter = new BloomFilter(FILTER_BITS_PER_KEY);
    synced = new WriteOptions().setSync(true);
    Env.getDefault()
        .setBackgroundThreads(settings.backgroundThreads(), Priority.LOW)
        .setBackgroundThreads(Math.max(1, settings.backgroundThreads() / 2), Priority.HIGH);
  }

  /** How every batch is written: it is on the disk before the call returns. */
  WriteOptions synced() {
    return synced;
  }

  /** Options to open an environment with. The caller closes them after the environment. */
  Options options() {
    Options options = new Options();
    options.setCreateIfMissing(true);
    options.setParanoidChecks(true);
    options.setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery);
    options.setWriteBufferSize(settings.writeBufferBytes());
    options.setArenaBlockSize(ARENA_BLOCK_BYTES);
    options.setWriteBufferManager(writeBuffers);
    options.setMaxBackgroundJobs(settings.backgroundThreads() + 1);
    options.setMaxOpenFiles(settings.maxOpenFiles());
    if (limiter != null) {
      options.setRateLimiter(limiter);
    }
    // RocksDB would reserve as much as the log may grow to, of each database that is written to.
    options.setAllowFAllocate(false);
    options.setManifestPreallocationSize(MANIFEST_STEP_BYTES);
    options.setCompressionType(CompressionType.LZ4_COMPRESSION);
    options.setLevelCompactionDynamicLevelBytes(true);
    options.setTableFormatConfig(tables());
    // The info log says little and does not grow without end; nothing is dumped by a timer.
    options.setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
    options.setMaxLogFileSize(INFO_LOG_BYTES);
    options.setKeepLogFileNum(INFO_LOGS_KEPT);
    options.setStatsDumpPeriodSec(0);
    options.setStatsPersistPeriodSec(0);
    return options;
  }

  private BlockBasedTableConfig tables() {
    return new BlockBasedTableConfig()
        .setBlockCache(blockCache)
        .setFilterPolicy(filter)
        .setCacheIndexAndFilterBlocks(true)
        // In small pieces: that of a whole file can be larger than the cache's share for it, and is
        // then read again for each key that is looked for.
        .setIndexType(IndexType.kTwoLevelIndexSearch)
        .setPartitionFilters(true)
        .setPinL0FilterAndIndexBlocksInCache(true);
  }

  @Override
  public void close() {
    synced.close();
    filter.close();
    if (limiter != null) {
      limiter.close();
    }
    writeBuffers.close();
    blockCache.close();
  }
}
