// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the write-ahead logs of an environment that nobody has open, for what RocksDB would
 * drop without a word.
 *
 * <p>Each batch is one record, and is synced before the next one is written. So where a record
 * begins, everything before it was on the disk once, and may have been acknowledged: what is
 * damaged there was not torn by a crash. Only the last record may have been.
 */
final class WalScan {
  private static final String ENDING = ".log";
  // The sequence number of a batch's first write, and how many writes it has.
  private static final int BATCH_HEADER_BYTES = Long.BYTES + Integer.BYTES;

  /**
   * A place where a log is not as it was written.
   *
   * @param isCut whether the log just ends within the record that begins there
   */
  record Damage(Path log, long offset, boolean isCut) {
    @Override
    public String toString() {
      return log + (isCut ? " ends within a record, at byte " : " is damaged at byte ") + offset;
    }
  }

  /**
   * What was found.
   *
   * @param provenSequence the last write of which it is certain that it was on the disk, from 0
   * @param hasGap whether writes are missing between two records that are there
   */
  record Findings(long provenSequence, boolean hasGap, List<Damage> damages) {}

  private final WalBlocks blocks = new WalBlocks();
  private final List<Damage> damages = new ArrayList<>();
  private final ByteBuffer batchHeader =
      ByteBuffer.allocate(BATCH_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long proven;
  private long nextSequence = -1;
  private boolean hasGap;

  // Of the log that is being read.
  private @Nullable Damage damage;
  private boolean withinRecord;

  private WalScan() {}

  static Findings of(Path directory) throws IOException {
    WalScan scan = new WalScan();
    for (Path log : logs(directory)) {
      scan.read(log);
    }
    return new Findings(scan.proven, scan.hasGap, List.copyOf(scan.damages));
  }

  /** The logs in the order in which they were written. */
  static List<Path> logs(Path directory) throws IOException {
    List<Path> logs = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ENDING)) {
      for (Path file : files) {
        if (file.getFileName().toString().matches("\\d{1,18}\\.log")) {
          logs.add(file);
        }
      }
    }
    logs.sort(Comparator.comparingLong(WalScan::number));
    return logs;
  }

  private static long number(Path log) {
    String name = log.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - ENDING.length()));
  }

  private void read(Path log) throws IOException {
    damage = null;
    withinRecord = false;
    ByteBuffer block = ByteBuffer.allocate(WalBlocks.BLOCK_BYTES);
    try (FileChannel file = FileChannel.open(log)) {
      for (long at = 0; fill(file, block, at); at += WalBlocks.BLOCK_BYTES) {
        read(log, block, at);
      }
      if (damage == null && withinRecord) {
        damage = new Damage(log, file.size(), true);
      }
    }
    if (damage != null) {
      damages.add(damage);
    }
  }

  private static boolean fill(FileChannel file, ByteBuffer block, long at) throws IOException {
    block.clear();
    int read = 0;
    while (read >= 0 && block.hasRemaining()) {
      read = file.read(block, at + block.position());
    }
    block.flip();
    return block.hasRemaining();
  }

  private void read(Path log, ByteBuffer block, long at) {
    int offset = 0;
    while (offset < block.limit()) {
      WalBlocks.Fragment fragment = blocks.at(block, offset);
      if (fragment == null) {
        if (isTrailer(block, offset)) {
          return;
        }
        offset = afterDamage(log, block, at, offset);
      } else {
        take(log, fragment, at + offset);
        offset = fragment.end();
      }
    }
  }

  private static boolean isTrailer(ByteBuffer block, int offset) {
    boolean isFull = block.limit() == WalBlocks.BLOCK_BYTES;
    boolean isShort = WalBlocks.BLOCK_BYTES - offset < WalBlocks.HEADER_BYTES;
    return isFull && isShort && WalBlocks.isZero(block, offset);
  }

  /** Where in that block the next record begins, or its end. */
  private int afterDamage(Path log, ByteBuffer block, long at, int offset) {
    if (damage == null) {
      damage = new Damage(log, at + offset, WalBlocks.isCut(block, offset));
    }
    withinRecord = false;
    for (int next = offset + 1; next < block.limit(); next++) {
      WalBlocks.Fragment found = blocks.at(block, next);
      if (found != null && found.beginsARecord()) {
        return next;
      }
    }
    return block.limit();
  }

  private void take(Path log, WalBlocks.Fragment fragment, long at) {
    if (fragment.beginsARecord() == withinRecord && damage == null) {
      damage = new Damage(log, at, false);
    }
    if (fragment.beginsARecord()) {
      batchHeader.clear();
    } else if (!withinRecord) {
      return;
    }
    boolean isHeaderKnown = !batchHeader.hasRemaining();
    int length = Math.min(batchHeader.remaining(), fragment.bytes().limit());
    batchHeader.put(fragment.bytes().slice(0, length));
    if (!isHeaderKnown && !batchHeader.hasRemaining()) {
      begin(batchHeader.getLong(0), batchHeader.getInt(Long.BYTES));
    }
    withinRecord = !fragment.endsARecord();
  }

  // A log that RocksDB has gone on from after a failure may hold what the next one begins with.
  private void begin(long sequence, int count) {
    if (nextSequence >= 0 && sequence > nextSequence && damage == null && damages.isEmpty()) {
      hasGap = true;
    }
    proven = Math.max(proven, sequence - 1);
    nextSequence = Math.max(nextSequence, sequence + count);
  }
}
