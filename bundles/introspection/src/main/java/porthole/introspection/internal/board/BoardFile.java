// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.board;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import porthole.lib.board.BoardFormatV1;

/**
 * A board's file while its writer lives.
 *
 * <p>Every byte is written before the file is mapped: a file system that is full says so here, as
 * an exception, and not later, as a signal that ends the process.
 */
final class BoardFile implements AutoCloseable {
  static final int NAMES = 2048;
  private static final int CHUNK = 64 * 1024;

  private final Path path;
  private final FileChannel channel;
  private final MappedByteBuffer buffer;
  private final BoardFormatV1.Geometry geometry;

  private BoardFile(Path path, FileChannel channel, BoardFormatV1.Geometry geometry)
      throws IOException {
    this.path = path;
    this.channel = channel;
    this.geometry = geometry;
    fill(channel, geometry.fileSize());
    // Held until the process ends: how others tell a board in use from a stale one.
    if (channel.tryLock() == null) {
      throw new IOException("Could not lock the new board " + path + ".");
    }
    this.buffer = channel.map(FileChannel.MapMode.READ_WRITE, 0, geometry.fileSize());
    this.buffer.order(ByteOrder.LITTLE_ENDIAN);
  }

  static BoardFile create(Path folder, int slots, Instants instants) throws IOException {
    long pid = ProcessHandle.current().pid();
    Path path =
        folder.resolve(
            BoardFormatV1.FILE_PREFIX + pid + "-" + UUID.randomUUID() + BoardFormatV1.FILE_SUFFIX);
    FileChannel channel = FileChannel.open(path, options(), ownerOnly());
    try {
      BoardFile file = new BoardFile(path, channel, new BoardFormatV1.Geometry(NAMES, slots));
      file.writeHeader(pid, instants);
      return file;
    } catch (IOException | RuntimeException e) {
      discard(channel, path, e);
      throw e;
    }
  }

  private static Set<StandardOpenOption> options() {
    return EnumSet.of(
        StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static FileAttribute<?>[] ownerOnly() {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(
          EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))
    };
  }

  private static void fill(FileChannel channel, int size) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(CHUNK);
    for (int left = size; left > 0; ) {
      zeros.clear().limit(Math.min(CHUNK, left));
      left -= channel.write(zeros);
    }
  }

  private static void discard(FileChannel channel, Path path, Exception cause) {
    try {
      channel.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void writeHeader(long pid, Instants instants) {
    buffer.putInt(BoardFormatV1.HEADER_VERSION, BoardFormatV1.VERSION);
    buffer.putInt(BoardFormatV1.HEADER_LENGTH, BoardFormatV1.HEADER_SIZE);
    buffer.putLong(BoardFormatV1.HEADER_FILE_SIZE, geometry.fileSize());
    buffer.putLong(BoardFormatV1.HEADER_PID, pid);
    buffer.putLong(BoardFormatV1.HEADER_PROCESS_START, processStartMicros());
    buffer.putLong(BoardFormatV1.HEADER_ANCHOR_WALL, instants.wallMicros());
    buffer.putLong(BoardFormatV1.HEADER_ANCHOR_MONOTONIC, instants.monotonicNanos());
    buffer.putInt(BoardFormatV1.HEADER_NAMES_OFFSET, geometry.namesOffset());
    buffer.putInt(BoardFormatV1.HEADER_NAME_COUNT, geometry.names());
    buffer.putInt(BoardFormatV1.HEADER_NAME_SIZE, BoardFormatV1.NAME_SIZE);
    buffer.putInt(BoardFormatV1.HEADER_SLOTS_OFFSET, geometry.slotsOffset());
    buffer.putInt(BoardFormatV1.HEADER_SLOT_COUNT, geometry.slots());
    buffer.putInt(BoardFormatV1.HEADER_SLOT_SIZE, BoardFormatV1.SLOT_SIZE);
    buffer.putInt(BoardFormatV1.HEADER_ACTIVITIES_OFFSET, BoardFormatV1.SLOT_ACTIVITIES);
    buffer.putInt(BoardFormatV1.HEADER_ACTIVITY_COUNT, BoardFormatV1.MAX_DEPTH);
    buffer.putInt(BoardFormatV1.HEADER_ACTIVITY_SIZE, BoardFormatV1.ACTIVITY_SIZE);
    buffer.putLong(BoardFormatV1.HEADER_MAGIC, BoardFormatV1.MAGIC);
    buffer.putInt(BoardFormatV1.HEADER_CHECKSUM, BoardFormatV1.headerChecksum(buffer));
  }

  private static long processStartMicros() {
    Instant start = ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
    return start.getEpochSecond() * 1_000_000 + start.getNano() / 1000;
  }

  Path path() {
    return path;
  }

  ByteBuffer buffer() {
    return buffer;
  }

  BoardFormatV1.Geometry geometry() {
    return geometry;
  }

  /** Removes the file. The memory is not unmapped: threads may still be writing to it. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
      channel.close();
    } catch (IOException e) {
      System.getLogger("porthole.introspection")
          .log(System.Logger.Level.WARNING, "Could not remove the activity board " + path, e);
    }
  }
}
