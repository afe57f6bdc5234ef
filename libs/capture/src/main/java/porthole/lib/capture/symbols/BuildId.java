// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.symbols;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** The identity that a linker gives to what it has built: the note NT_GNU_BUILD_ID. */
final class BuildId {
  private static final int MAGIC = 0x464c457f;
  private static final int HEADER_SIZE = 64;
  private static final int SEGMENT_SIZE = 56;
  private static final int MAX_SEGMENTS = 128;
  private static final int PT_NOTE = 4;
  private static final int GNU = 0x00554e47;
  private static final int NT_GNU_BUILD_ID = 3;
  private static final int MAX_NOTES = 4096;

  private BuildId() {}

  /**
   * That of the ELF file that begins at {@code base}: in a file, or in memory where its first
   * segment is mapped as it lies in the file. Empty when there is none.
   */
  static byte[] read(FileChannel from, long base) throws IOException {
    ByteBuffer header = bytes(from, base, HEADER_SIZE);
    int count = header.getShort(0x38) & 0xffff;
    if (header.getInt(0) != MAGIC
        || header.getShort(0x36) != SEGMENT_SIZE
        || count > MAX_SEGMENTS) {
      return new byte[0];
    }
    ByteBuffer segments = bytes(from, base + header.getLong(0x20), count * SEGMENT_SIZE);
    for (int i = 0; i < count; i++) {
      int at = i * SEGMENT_SIZE;
      long size = segments.getLong(at + 0x20);
      if (segments.getInt(at) == PT_NOTE && size > 0 && size <= MAX_NOTES) {
        byte[] id = among(bytes(from, base + segments.getLong(at + 8), (int) size));
        if (id.length > 0) {
          return id;
        }
      }
    }
    return new byte[0];
  }

  private static byte[] among(ByteBuffer notes) {
    int at = 0;
    while (at + 16 <= notes.capacity()) {
      int name = notes.getInt(at);
      int size = notes.getInt(at + 4);
      if (name < 0 || name > MAX_NOTES || size < 0 || size > MAX_NOTES) {
        break;
      }
      int content = at + 12 + (name + 3 & ~3);
      boolean isId = notes.getInt(at + 8) == NT_GNU_BUILD_ID && notes.getInt(at + 12) == GNU;
      if (isId && name == 4 && content + size <= notes.capacity()) {
        byte[] id = new byte[size];
        notes.get(content, id);
        return id;
      }
      at = content + (size + 3 & ~3);
    }
    return new byte[0];
  }

  private static ByteBuffer bytes(FileChannel from, long position, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (position < 0 || from.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("There are no " + size + " bytes at " + position + ".");
      }
    }
    return bytes.flip();
  }
}
